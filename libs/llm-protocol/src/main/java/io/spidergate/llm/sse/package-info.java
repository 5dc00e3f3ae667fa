/// Server-sent events as bytes: an incremental decoder and an encoder of frames.
@NullMarked
package io.spidergate.llm.sse;

import org.jspecify.annotations.NullMarked;

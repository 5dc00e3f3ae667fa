/// From the topic of request events into the store, each event exactly once in effect.
@NullMarked
package io.spidergate.traces.ingest;

import org.jspecify.annotations.NullMarked;

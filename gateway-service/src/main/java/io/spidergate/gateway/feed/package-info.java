/// Compacted topics, read from their beginning and followed for as long as the process lives.
@NullMarked
package io.spidergate.gateway.feed;

import org.jspecify.annotations.NullMarked;

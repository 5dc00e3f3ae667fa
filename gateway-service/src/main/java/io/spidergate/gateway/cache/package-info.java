/// Answers kept for whoever asks for the very same thing again.
@NullMarked
package io.spidergate.gateway.cache;

import org.jspecify.annotations.NullMarked;

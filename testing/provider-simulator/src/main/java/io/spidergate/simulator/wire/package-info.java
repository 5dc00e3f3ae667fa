/// What every protocol of a provider is made of: a request as received, a reading of it, an answer
/// in frames.
@NullMarked
package io.spidergate.simulator.wire;

import org.jspecify.annotations.NullMarked;

/// What the gateway costs beside nginx: both forward the same requests to the same upstream, in
/// turn.
@NullMarked
package io.spidergate.bench.gateway;

import org.jspecify.annotations.NullMarked;

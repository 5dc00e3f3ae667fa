/// The routing data that this gateway plans with: fed by topic, held whole, never asked for during
/// a request.
@NullMarked
package io.spidergate.gateway.routing;

import org.jspecify.annotations.NullMarked;

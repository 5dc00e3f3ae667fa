/// What gateway-service tells: one event for each request.
@NullMarked
package io.spidergate.contracts.gateway;

import org.jspecify.annotations.NullMarked;

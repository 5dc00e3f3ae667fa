/// Keeps order where more callers arrive at once than can be served.
@NullMarked
package io.spidergate.gateway.crowd;

import org.jspecify.annotations.NullMarked;

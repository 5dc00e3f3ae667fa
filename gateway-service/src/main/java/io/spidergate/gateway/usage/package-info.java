/// What the calling token has used, asked of billing: beside the path of requests, so a hop is
/// fine.
@NullMarked
package io.spidergate.gateway.usage;

import org.jspecify.annotations.NullMarked;

/// How this gateway calls the owners of what it spends: many matters in one call, nobody's thread
/// blocked.
@NullMarked
package io.spidergate.gateway.owner;

import org.jspecify.annotations.NullMarked;

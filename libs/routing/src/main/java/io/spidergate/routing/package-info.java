/// Which deployments may serve a request, in which order, and why the others may not: one pure
/// function over one immutable table.
@NullMarked
package io.spidergate.routing;

import org.jspecify.annotations.NullMarked;

/// Calls to providers: one call in flight, what its failure teaches, and who is left alone for a
/// while.
@NullMarked
package io.spidergate.gateway.upstream;

import org.jspecify.annotations.NullMarked;

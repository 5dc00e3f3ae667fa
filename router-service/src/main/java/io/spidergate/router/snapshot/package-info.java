/// From all facts one routing snapshot: built by a pure function, versioned, published.
@NullMarked
package io.spidergate.router.snapshot;

import org.jspecify.annotations.NullMarked;

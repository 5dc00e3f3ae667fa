/// The trace store: what became of each request, kept for a while and found again.
@NullMarked
package io.spidergate.traces;

import org.jspecify.annotations.NullMarked;

/// Traces for the other services: list, detail with spans, totals.
@NullMarked
package io.spidergate.traces.query;

import org.jspecify.annotations.NullMarked;

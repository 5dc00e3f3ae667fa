/// Traces in PostgreSQL: one partition for each UTC day, dead letters beside them.
@NullMarked
package io.spidergate.traces.store;

import org.jspecify.annotations.NullMarked;

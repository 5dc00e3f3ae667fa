/// What trace-collector answers: the list and the detail of traces.
@NullMarked
package io.spidergate.contracts.traces;

import org.jspecify.annotations.NullMarked;

/// The list of traces and the page of one.
@NullMarked
package io.spidergate.dashboard.traces;

import org.jspecify.annotations.NullMarked;

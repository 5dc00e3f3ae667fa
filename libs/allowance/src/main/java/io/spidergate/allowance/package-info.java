/// Counters that several processes spend at once: an owner grants slices, holders spend them
/// locally. Pure: no I/O, no framework, time comes from outside.
@NullMarked
package io.spidergate.allowance;

import org.jspecify.annotations.NullMarked;

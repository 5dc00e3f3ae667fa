/// What it costs to let a caller in, and to know a hundred thousand who may.
@NullMarked
package io.spidergate.bench.admission;

import org.jspecify.annotations.NullMarked;

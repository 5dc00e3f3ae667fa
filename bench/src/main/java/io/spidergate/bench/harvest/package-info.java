/// How much of the free quota that exists the suite uses, and what it does beyond.
@NullMarked
package io.spidergate.bench.harvest;

import org.jspecify.annotations.NullMarked;

/// Benchmarks that end with a line a figure and keep a record of them.
@NullMarked
package io.spidergate.bench;

import org.jspecify.annotations.NullMarked;

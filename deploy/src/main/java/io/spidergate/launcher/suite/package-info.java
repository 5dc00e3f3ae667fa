/// Pure: which parts the suite has, on which ports, started how, stopped in which order.
@NullMarked
package io.spidergate.launcher.suite;

import org.jspecify.annotations.NullMarked;

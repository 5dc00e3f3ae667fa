/// Bounds how often a stranger may guess.
@NullMarked
package io.spidergate.dashboard.throttle;

import org.jspecify.annotations.NullMarked;

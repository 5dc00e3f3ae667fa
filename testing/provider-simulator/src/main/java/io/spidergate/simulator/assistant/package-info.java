/// The model of no intelligence: what it hears, what it says, in words of no protocol.
@NullMarked
package io.spidergate.simulator.assistant;

import org.jspecify.annotations.NullMarked;

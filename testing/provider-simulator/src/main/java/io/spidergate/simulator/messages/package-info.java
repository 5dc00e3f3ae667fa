/// Anthropic's Messages, as strict as the real API: its fields, its order of turns, its seals.
@NullMarked
package io.spidergate.simulator.messages;

import org.jspecify.annotations.NullMarked;

/// OpenAI's chat completions, with the oddities of those who copy them.
@NullMarked
package io.spidergate.simulator.chat;

import org.jspecify.annotations.NullMarked;

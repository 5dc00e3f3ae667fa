/// OpenAI's Responses, with their items, events and sealed reasoning.
@NullMarked
package io.spidergate.simulator.responses;

import org.jspecify.annotations.NullMarked;

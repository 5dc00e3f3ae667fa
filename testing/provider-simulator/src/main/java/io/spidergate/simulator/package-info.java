/// LLM providers that do as they are told: scripted answers and faults in each provider's own
/// manners.
@NullMarked
package io.spidergate.simulator;

import org.jspecify.annotations.NullMarked;

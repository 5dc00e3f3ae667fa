/// Google's generateContent, as strict as the real API: its fields, its turns, its thought
/// signatures.
@NullMarked
package io.spidergate.simulator.gemini;

import org.jspecify.annotations.NullMarked;

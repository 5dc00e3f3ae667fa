/// The wire of LLM APIs, without any framework: what callers send and what providers answer.
@NullMarked
package io.spidergate.llm;

import org.jspecify.annotations.NullMarked;

/// When to come back: every form in which providers tell the time of a retry or a reset.
@NullMarked
package io.spidergate.llm.reset;

import org.jspecify.annotations.NullMarked;

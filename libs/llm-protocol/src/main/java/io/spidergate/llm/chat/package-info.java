/// Chat completions: a caller's request, a provider's answer, plain or in chunks, and what a
/// gateway must know of and change in each.
@NullMarked
package io.spidergate.llm.chat;

import org.jspecify.annotations.NullMarked;

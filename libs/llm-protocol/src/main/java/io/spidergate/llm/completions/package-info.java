/// OpenAI's legacy `POST /completions`, for callers only: a prompt becomes a conversation of one
/// turn, and the answer its continuation.
@NullMarked
package io.spidergate.llm.completions;

import org.jspecify.annotations.NullMarked;

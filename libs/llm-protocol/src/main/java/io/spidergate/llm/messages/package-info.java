/// Anthropic's Messages protocol to and from the words that all protocols share. Source of shapes
/// and limits: Anthropic's API reference, `POST /v1/messages` and `POST /v1/messages/count_tokens`.
@NullMarked
package io.spidergate.llm.messages;

import org.jspecify.annotations.NullMarked;

/// OpenAI's Responses protocol against the hub: requests read and written, answers read and
/// written.
///
/// Facts: the specification in openai/openai-openapi (info.version 2.3.0), Open Responses, and what
/// the clients that speak it were seen to demand. Nothing is stored here, so whatever names
/// something stored is refused with a word on what to send instead.
@NullMarked
package io.spidergate.llm.responses;

import org.jspecify.annotations.NullMarked;

package io.spidergate.llm.chat;

import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.json.MalformedReason;
import io.spidergate.llm.json.Span;
import java.io.IOException;

/// A provider's plain answer to a chat completion that came with status 200.
public sealed interface ChatCompletion {

    /// A real answer.
    final class Answered implements ChatCompletion {

        private final byte[] json;
        private final AnswerFacts facts;
        private final Span model;

        Answered(byte[] json, AnswerFacts facts, Span model) {
            this.json = json;
            this.facts = facts;
            this.model = model;
        }

        public AnswerFacts facts() {
            return facts;
        }

        /// The answer for the caller: the same bytes, under the name of the served model.
        public byte[] as(String servedModel) {
            return Span.replace(json, 0, json.length, model.by(Span.text(servedModel)));
        }
    }

    /// An error in the clothes of a success.
    record Failed(UpstreamError error) implements ChatCompletion {}

    /// Not a chat completion at all.
    record Malformed(String reason) implements ChatCompletion {}

    /// Never throws, whatever the bytes.
    static ChatCompletion read(byte[] json) {
        try {
            AnswerScan scan = AnswerScan.of(json, 0, json.length);
            UpstreamError error = scan.error();
            if (error != null) {
                return new Failed(error);
            }
            AnswerFacts facts = scan.facts();
            return facts.choices() > 0
                    ? new Answered(json, facts, scan.modelSpan())
                    : new Malformed("no choices");
        } catch (IOException broken) {
            return new Malformed(
                    "not a JSON object of a completion: " + MalformedReason.of(broken));
        }
    }
}

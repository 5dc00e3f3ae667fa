package io.spidergate.llm.transcriptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.DocumentAnswer;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.JsonBody;
import org.jspecify.annotations.Nullable;

/// Words that were heard, as a provider handed them over in JSON.
public sealed interface Transcript {

    /// @param text is empty where nobody speaks
    /// @param usage absent where the provider tells none in tokens; some tell seconds
    record Heard(String text, @Nullable Usage usage) implements Transcript {}

    /// The provider said that it failed, with status 200.
    record Failed(UpstreamError error) implements Transcript {}

    record Malformed(String reason) implements Transcript {}

    /// Never throws, whatever the bytes.
    static Transcript read(byte[] body) {
        if (!(JsonBody.parse(body) instanceof JsonBody.Parsed(ObjectNode answer, var _))) {
            return new Malformed("the answer is not a JSON object");
        }
        JsonNode text = answer.path("text");
        if (!text.isTextual()) {
            return UpstreamError.read(body)
                    .<Transcript>map(Failed::new)
                    .orElseGet(() -> new Malformed("the answer has no text"));
        }
        return new Heard(text.asText(), DocumentAnswer.usage(answer.path("usage")));
    }
}

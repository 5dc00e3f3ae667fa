package io.spidergate.simulator.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.JsonBody;
import io.spidergate.simulator.wire.Asked;
import io.spidergate.simulator.wire.Reading;
import io.spidergate.simulator.wire.WireProtocol;
import java.util.Optional;

/// Google's generateContent and its kin. Sources: facts on providers, section 2.6; the official
/// SDK's types; error words as users of the real API report them.
public record GeminiProtocol(Purpose purpose) implements WireProtocol {

    /// What is asked for, and in which frames.
    public enum Purpose {
        DOCUMENT,
        /// Server-sent events, without names and without a last word.
        EVENTS,
        /// A JSON array, of which the items come one by one.
        ARRAY,
        COUNT
    }

    @Override
    public Reading read(Asked asked) {
        return switch (JsonBody.parse(asked.bytes())) {
            case JsonBody.Unreadable unreadable -> Reading.Wrong.of(unreadable.reason());
            case JsonBody.Parsed parsed -> shaped(asked, parsed.body());
        };
    }

    private Reading shaped(Asked asked, ObjectNode body) {
        ShapeReader reader = new ShapeReader();
        JsonNode read =
                reader.read(
                        purpose == Purpose.COUNT ? RequestShape.COUNT : RequestShape.GENERATE,
                        body,
                        "");
        JsonNode request =
                read.path("generateContentRequest").isObject()
                        ? read.path("generateContentRequest")
                        : read;
        Objections objections = reader.objections();
        SettingRules.check(objections, asked.model(), request);
        new TurnRules(objections, asked.model()).check(request.path("contents"));
        Optional<Reading.Wrong> wrong = objections.first();
        return wrong.isPresent() ? wrong.get() : understood(asked.model(), request);
    }

    private Reading understood(String model, JsonNode request) {
        JsonNode thinking = request.path("generationConfig").path("thinkingConfig");
        GeminiAnswer.Thoughts thoughts =
                new GeminiAnswer.Thoughts(
                        thinking.path("includeThoughts").asBoolean(),
                        ThoughtSignature.isGivenBy(model) || !thinking.isMissingNode());
        return new Reading.Understood(
                GeminiPrompt.of(request),
                purpose == Purpose.EVENTS || purpose == Purpose.ARRAY,
                telling ->
                        new GeminiWire(
                                telling,
                                new GeminiAnswer(telling, thoughts),
                                purpose == Purpose.ARRAY));
    }
}

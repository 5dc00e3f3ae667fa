package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.Sampling;
import io.spidergate.llm.json.Json;
import java.util.OptionalDouble;

/// Writes `generationConfig`: nothing that the caller did not say.
///
/// Rules: schemas go as JSON schemas in `responseJsonSchema`, which Google's API takes as they are;
/// penalties are left out where the model refuses them, `seed` where it does not fit 32 bits.
final class RequestConfig {

    private final GeminiModel model;
    private final Notes notes;
    private final ObjectNode config = Json.MAPPER.createObjectNode();

    RequestConfig(GeminiModel model, Notes notes) {
        this.model = model;
        this.notes = notes;
    }

    void write(Conversation asked, ObjectNode body) {
        sampling(asked.sampling());
        form(asked.form());
        new ThinkingConfig(model, notes)
                .of(asked.thinking())
                .ifPresent(thinking -> config.set("thinkingConfig", thinking));
        if (!config.isEmpty()) {
            body.set("generationConfig", config);
        }
    }

    private void sampling(Sampling sampling) {
        sampling.temperature().ifPresent(value -> config.put("temperature", value));
        sampling.topP().ifPresent(value -> config.put("topP", value));
        sampling.topK().ifPresent(value -> config.put("topK", value));
        sampling.maxTokens().ifPresent(value -> config.put("maxOutputTokens", value));
        penalty("presencePenalty", sampling.presencePenalty());
        penalty("frequencyPenalty", sampling.frequencyPenalty());
        sampling.seed().ifPresent(this::seed);
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = config.putArray("stopSequences");
            sampling.stop().forEach(stop::add);
        }
        if (sampling.user().isPresent()) {
            notes.leftOut("user", "generateContent has no field for it");
        }
    }

    private void penalty(String name, OptionalDouble value) {
        if (value.isEmpty()) {
            return;
        }
        if (model.refusesPenalties()) {
            notes.leftOut(name, "the model refuses it");
        } else {
            config.put(name, value.getAsDouble());
        }
    }

    private void seed(long seed) {
        if (seed == (int) seed) {
            config.put("seed", seed);
        } else {
            notes.leftOut("seed", "it must fit 32 bits");
        }
    }

    private void form(AnswerForm form) {
        switch (form) {
            case AnswerForm.Text() -> {} // the default
            case AnswerForm.JsonObject() -> config.put("responseMimeType", "application/json");
            case AnswerForm.JsonSchema schema ->
                    config.put("responseMimeType", "application/json")
                            .set("responseJsonSchema", schema.schema());
        }
    }
}

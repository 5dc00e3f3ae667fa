package io.spidergate.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.wire.Bodies;

/// The list of a provider's models, as OpenAI has it.
final class Models {

    private Models() {}

    static ObjectNode ofAws(ProviderScript script) {
        ObjectNode body = Bodies.object();
        ArrayNode summaries = body.putArray("modelSummaries");
        script.allModels()
                .forEach(model ->
                        summaries
                                .addObject()
                                .put("modelId", model)
                                .put("modelName", model)
                                .put("providerName", script.name()));
        return body;
    }

    /// With a plan's token, OpenAI lists them in another form.
    static ObjectNode ofPlan(ProviderScript script) {
        ObjectNode body = Bodies.object();
        ArrayNode models = body.putArray("models");
        script.allModels()
                .forEach(model ->
                        models.addObject()
                                .put("slug", model)
                                .put("display_name", model)
                                .put("visibility", "list"));
        models.addObject()
                .put("slug", "internal-model")
                .put("display_name", "Internal")
                .put("visibility", "hide");
        return body;
    }

    static ObjectNode of(ProviderScript script) {
        ObjectNode body = Bodies.object().put("object", "list");
        ArrayNode data = body.putArray("data");
        for (String model : script.allModels()) {
            data.addObject()
                    .put("id", model)
                    .put("object", "model")
                    .put("created", 1_763_769_600)
                    .put("owned_by", script.name());
        }
        return body;
    }
}

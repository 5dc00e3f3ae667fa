package io.spidergate.router.alias;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Says which deployments stand in a tier.
public sealed interface TierSelector {

    /// These models, whether or not they can be called: a plan explains why one was passed over.
    record Models(List<ModelRef> models) implements TierSelector {

        public Models {
            models = List.copyOf(models);
        }
    }

    /// Every deployment that can be called and does what the alias needs.
    ///
    /// @param freeOnly only those that cost nothing
    record Match(boolean freeOnly) implements TierSelector {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TierSelector parse(JsonNode node) {
        if (node.isArray() && !node.isEmpty()) {
            List<ModelRef> models = new ArrayList<>();
            node.forEach(model -> models.add(ModelRef.parse(model.asText())));
            return new Models(models);
        }
        return switch (node.size() == 1 ? node.path("match").asText() : "") {
            case "free" -> new Match(true);
            case "any" -> new Match(false);
            default ->
                    throw new IllegalArgumentException(
                            "a tier is a list of provider/model, or match: free, or match: any; got "
                                    + node);
        };
    }
}

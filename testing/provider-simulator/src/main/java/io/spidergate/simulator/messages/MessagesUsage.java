package io.spidergate.simulator.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.assistant.Answer.Usage;
import io.spidergate.simulator.wire.Bodies;

/// Usage as Anthropic tells it: what came from the cache is not in `input_tokens`, thoughts are in
/// `output_tokens`; a stream tells the prompt first and the total of the output last.
final class MessagesUsage {

    private MessagesUsage() {}

    static ObjectNode whole(Usage told) {
        ObjectNode usage = input(told).put("output_tokens", told.completion());
        thoughts(usage, told);
        return usage.put("service_tier", "standard");
    }

    /// The real API has counted its first token by then.
    static ObjectNode atStart(Usage told) {
        ObjectNode usage = input(told).put("output_tokens", Math.min(1, told.completion()));
        return usage.put("service_tier", "standard");
    }

    static ObjectNode atEnd(Usage told) {
        ObjectNode usage =
                Bodies.object()
                        .put("input_tokens", told.prompt() - told.cached())
                        .put("cache_creation_input_tokens", 0)
                        .put("cache_read_input_tokens", told.cached())
                        .put("output_tokens", told.completion());
        thoughts(usage, told);
        return usage;
    }

    private static ObjectNode input(Usage told) {
        ObjectNode usage =
                Bodies.object()
                        .put("input_tokens", told.prompt() - told.cached())
                        .put("cache_creation_input_tokens", 0)
                        .put("cache_read_input_tokens", told.cached());
        usage.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", 0)
                .put("ephemeral_1h_input_tokens", 0);
        return usage;
    }

    private static void thoughts(ObjectNode usage, Usage told) {
        if (told.reasoning() > 0) {
            usage.putObject("output_tokens_details").put("thinking_tokens", told.reasoning());
        }
    }
}

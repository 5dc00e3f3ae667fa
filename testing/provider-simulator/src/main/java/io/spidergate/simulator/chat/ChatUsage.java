package io.spidergate.simulator.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.assistant.Answer.Usage;
import io.spidergate.simulator.wire.Bodies;

/// Usage as OpenAI's chat tells it.
final class ChatUsage {

    private ChatUsage() {}

    static ObjectNode of(Usage told) {
        ObjectNode usage =
                Bodies.object()
                        .put("prompt_tokens", told.prompt())
                        .put("completion_tokens", told.completion())
                        .put("total_tokens", told.total());
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", told.cached())
                .put("audio_tokens", 0);
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", told.reasoning())
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return usage;
    }
}

package io.spidergate.simulator.chat;

import io.spidergate.llm.chat.ChatRequest;
import io.spidergate.llm.chat.ParsedChat;
import io.spidergate.simulator.wire.Asked;
import io.spidergate.simulator.wire.Reading;
import io.spidergate.simulator.wire.WireProtocol;

/// OpenAI's chat completions.
public record ChatProtocol(ChatOddities oddities) implements WireProtocol {

    @Override
    public Reading read(Asked asked) {
        return switch (ChatRequest.parse(asked.bytes())) {
            case ParsedChat.Invalid invalid -> Reading.Wrong.of(invalid.reason());
            case ParsedChat.Valid(ChatRequest request) ->
                    new Reading.Understood(
                            ChatPrompt.of(asked.body(), oddities.prefill(), request.promptTokens()),
                            request.stream(),
                            telling -> new ChatWire(telling, oddities, request.includeUsage()));
        };
    }
}

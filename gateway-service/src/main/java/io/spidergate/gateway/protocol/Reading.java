package io.spidergate.gateway.protocol;

import io.spidergate.llm.chat.ChatRequest;
import io.spidergate.llm.chat.ParsedChat;
import io.spidergate.llm.json.InvalidField;

/// What a caller's body turned out to be, in the protocol of the path that was called.
public sealed interface Reading {

    record Asked(AskedRequest request) implements Reading {}

    record Wrong(InvalidField reason) implements Reading {}

    static Reading chat(byte[] body) {
        return switch (ChatRequest.parse(body)) {
            case ParsedChat.Valid(ChatRequest request) -> new Asked(new AskedChat(request));
            case ParsedChat.Invalid(InvalidField reason) -> new Wrong(reason);
        };
    }
}

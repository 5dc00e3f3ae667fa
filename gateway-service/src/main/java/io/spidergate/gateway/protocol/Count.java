package io.spidergate.gateway.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.PromptSize;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.generatecontent.GenerateContentRequestReader;
import io.spidergate.llm.json.InvalidField;
import io.spidergate.llm.json.JsonBody;
import io.spidergate.llm.messages.MessagesRequestReader;
import java.util.function.Function;

/// How many tokens a conversation has before it is answered, as far as characters tell.
public sealed interface Count {

    record Tokens(long tokens) implements Count {}

    record Wrong(InvalidField reason) implements Count {}

    static Count generateContent(String model, byte[] body) {
        return of(body, json -> new GenerateContentRequestReader().readForCount(model, json));
    }

    static Count messages(byte[] body) {
        return of(body, new MessagesRequestReader()::readForCount);
    }

    private static Count of(byte[] body, Function<ObjectNode, ReadRequest> read) {
        return switch (JsonBody.parse(body)) {
            case JsonBody.Unreadable(InvalidField reason) -> new Wrong(reason);
            case JsonBody.Parsed(ObjectNode json, var _) ->
                    switch (read.apply(json)) {
                        case ReadRequest.Invalid(InvalidField reason) -> new Wrong(reason);
                        case ReadRequest.Valid valid ->
                                new Tokens(PromptSize.of(valid.conversation()));
                    };
        };
    }
}

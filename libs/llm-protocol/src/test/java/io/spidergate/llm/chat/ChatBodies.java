package io.spidergate.llm.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.InvalidField;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Bodies of chat requests, written short, and what became of them.
final class ChatBodies {

    static final String HELLO = "\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]";

    private ChatBodies() {}

    static ParsedChat parse(String json) {
        return ChatRequest.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    /// A body that is fine but for `fields`, written with single quotes.
    static ParsedChat with(String fields) {
        return parse("{\"model\":\"m\"," + HELLO + "," + fields.replace('\'', '"') + "}");
    }

    static ParsedChat messages(String messages) {
        return parse("{\"model\":\"m\",\"messages\":" + messages.replace('\'', '"') + "}");
    }

    static ChatRequest valid(ParsedChat parsed) {
        assertThat(parsed).isInstanceOf(ParsedChat.Valid.class);
        return ((ParsedChat.Valid) parsed).request();
    }

    /// What a provider with these quirks gets.
    static byte[] body(ChatRequest request, String model, Set<String> quirks) {
        WrittenRequest written = request.bodyFor(model, quirks);
        assertThat(written).isInstanceOf(WrittenRequest.Body.class);
        return ((WrittenRequest.Body) written).body();
    }

    static InvalidField invalid(ParsedChat parsed) {
        assertThat(parsed).isInstanceOf(ParsedChat.Invalid.class);
        return ((ParsedChat.Invalid) parsed).reason();
    }
}

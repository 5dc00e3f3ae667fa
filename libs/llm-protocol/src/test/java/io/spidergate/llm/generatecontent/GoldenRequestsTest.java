package io.spidergate.llm.generatecontent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.WrittenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests of real clients, what they mean, and how they go on to Google.
final class GoldenRequestsTest {

    private static ReadRequest.Valid read(JsonNode golden) {
        return (ReadRequest.Valid)
                new GenerateContentRequestReader()
                        .read("spideriq/coding", true, (ObjectNode) golden.path("in"));
    }

    private static WrittenRequest.Body written(JsonNode golden) {
        return (WrittenRequest.Body)
                new GenerateContentRequestWriter()
                        .write(
                                read(golden).conversation(),
                                golden.path("model").asText(),
                                Set.of());
    }

    private static List<String> lines(Conversation conversation) {
        List<String> lines = new ArrayList<>();
        conversation.turns().forEach(turn -> lines.add(turn.toString()));
        conversation.tools().forEach(tool -> lines.add(tool.toString()));
        lines.add(conversation.toolChoice().toString());
        lines.add(conversation.form().toString());
        lines.add(conversation.thinking().toString());
        lines.add(conversation.sampling().toString());
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini-cli", "snake-case"})
    void meansTheConversation(String name) {
        JsonNode golden = Golden.read("requests/" + name);
        ReadRequest.Valid read = read(golden);
        assertThat(lines(read.conversation())).isEqualTo(Golden.lines(golden.path("conversation")));
        assertThat(read.notes()).isEqualTo(Golden.lines(golden.path("notes")));
        assertThat(read.conversation().model()).isEqualTo("spideriq/coding");
        assertThat(read.conversation().stream()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini-cli", "snake-case"})
    void goesOnToGoogle(String name) {
        JsonNode golden = Golden.read("requests/" + name);
        WrittenRequest.Body written = written(golden);
        assertThat(GoogleClient.tree(written.body())).isEqualTo(golden.path("out"));
        assertThat(written.notes()).isEqualTo(Golden.lines(golden.path("written")));
        GoogleClient.knowsAllOf(written.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini-cli", "snake-case"})
    void isReadAgainAsTheSameTurns(String name) {
        JsonNode golden = Golden.read("requests/" + name);
        var again =
                (ReadRequest.Valid)
                        new GenerateContentRequestReader()
                                .read("m", false, (ObjectNode) golden.path("out"));
        assertThat(again.conversation().turns()).isEqualTo(read(golden).conversation().turns());
    }
}

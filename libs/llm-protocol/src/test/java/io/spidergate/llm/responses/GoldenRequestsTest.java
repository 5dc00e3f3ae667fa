package io.spidergate.llm.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.AnswerHead;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.WrittenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests of real clients, what they mean, and how they go on to a provider.
final class GoldenRequestsTest {

    private static ReadRequest.Valid read(JsonNode golden) {
        return (ReadRequest.Valid)
                new ResponsesRequestReader().read((ObjectNode) golden.path("in"));
    }

    private static List<String> lines(Conversation conversation) {
        List<String> lines = new ArrayList<>();
        conversation.turns().forEach(turn -> lines.add(turn.toString()));
        conversation.tools().forEach(tool -> lines.add(tool.toString()));
        lines.add(conversation.toolChoice().toString());
        lines.add(String.valueOf(conversation.parallelCalls()));
        lines.add(conversation.form().toString());
        lines.add(conversation.thinking().toString());
        lines.add(String.valueOf(conversation.stream()));
        lines.add(conversation.sampling().toString());
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"codex", "sdk", "bridged"})
    void meansTheConversation(String name) {
        JsonNode golden = Golden.read("requests/" + name);
        ReadRequest.Valid read = read(golden);
        assertThat(lines(read.conversation())).isEqualTo(Golden.lines(golden.path("conversation")));
        assertThat(read.notes()).isEqualTo(Golden.lines(golden.path("notes")));
        assertThat(read.conversation().model()).isEqualTo(golden.at("/in/model").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"codex", "sdk", "bridged"})
    void goesOnToAProvider(String name) {
        JsonNode golden = Golden.read("requests/" + name);
        var written =
                (WrittenRequest.Body)
                        new ResponsesRequestWriter()
                                .write(read(golden).conversation(), "upstream", Set.of());
        assertThat(OpenAiClient.tree(written.body())).isEqualTo(golden.path("out"));
        assertThat(written.notes()).isEqualTo(Golden.lines(golden.path("written")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"codex", "sdk", "bridged"})
    void isEchoedAsTheOfficialClientWantsIt(String name) {
        ObjectNode asked = (ObjectNode) Golden.read("requests/" + name).path("in");
        var writer =
                new ResponsesAnswerWriter(
                        new AnswerHead("1", "m", 1, 0, false), ResponseEcho.of(asked));
        List<AnswerPart> pong = List.of(new AnswerPart.Text("pong"), new AnswerPart.Ended());
        assertThat(OpenAiClient.plain(writer.plain(pong)).output()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"codex", "sdk", "bridged"})
    void readsWhatItWroteAsTheSameTurns(String name) {
        Conversation asked = read(Golden.read("requests/" + name)).conversation();
        var written =
                (WrittenRequest.Body) new ResponsesRequestWriter().write(asked, "m", Set.of());
        var again =
                (ReadRequest.Valid)
                        new ResponsesRequestReader()
                                .read((ObjectNode) OpenAiClient.tree(written.body()));
        var twice =
                (WrittenRequest.Body)
                        new ResponsesRequestWriter().write(again.conversation(), "m", Set.of());
        assertThat(OpenAiClient.tree(twice.body())).isEqualTo(OpenAiClient.tree(written.body()));
    }
}

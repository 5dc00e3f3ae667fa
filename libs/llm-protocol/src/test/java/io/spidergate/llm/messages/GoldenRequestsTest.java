package io.spidergate.llm.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.Json;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests in, as clients send them; turns; requests out, as a model of the named kind takes them.
class GoldenRequestsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-code",
                "parallel-tools",
                "images-and-documents",
                "thinking-with-a-budget",
                "newest-model",
                "foreign-seals"
            })
    void readsAndWritesWhatItSays(String name) throws IOException {
        JsonNode golden = Golden.read("requests/" + name);
        var read =
                (ReadRequest.Valid)
                        new MessagesRequestReader().read((ObjectNode) golden.path("in"));
        assertThat(Golden.texts(read.conversation().turns()))
                .isEqualTo(Golden.texts(golden.path("turns")));
        assertThat(read.notes()).isEqualTo(Golden.texts(golden.path("readNotes")));
        var written =
                (WrittenRequest.Body)
                        new MessagesRequestWriter()
                                .write(
                                        read.conversation(),
                                        golden.path("model").asText(),
                                        Set.of());
        assertThat(written.notes()).isEqualTo(Golden.texts(golden.path("writeNotes")));
        assertThat(Json.MAPPER.readTree(written.body())).isEqualTo(golden.path("out"));
        ObjectMappers.jsonMapper()
                .readValue(written.body(), MessageCreateParams.Body.class)
                .validate();
    }
}

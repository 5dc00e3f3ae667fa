package io.spidergate.llm.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanParametersTest {

    @Test
    void whatOnlyTunesIsLeftOutWithANoteAndTheRestStays() throws IOException {
        WrittenRequest.Body bent =
                body(
                        """
                        {"model":"m","input":"hi","temperature":0,"metadata":null,"user":"u",
                         "store":true,"stream":false,"instructions":"be brief",
                         "reasoning":{"effort":"low"},"prompt_cache_key":"k"}\
                        """);
        assertThat(Json.MAPPER.readTree(bent.body()))
                .isEqualTo(
                        json(
                                """
                                {"model":"m","store":false,"stream":true,"instructions":"be brief",
                                 "reasoning":{"effort":"low"},"prompt_cache_key":"k",
                                 "input":[{"type":"message","role":"user","content":"hi"}]}\
                                """));
        assertThat(bent.notes())
                .containsExactly(
                        "temperature was left out: a ChatGPT plan does not take it",
                        "user was left out: a ChatGPT plan does not take it");
    }

    @Test
    void nobodyIsTheSystemAndAbsentToolsAreLeftOut() throws IOException {
        WrittenRequest.Body bent =
                body(
                        """
                        {"model":"m","tool_choice":"auto",
                         "input":[{"role":"system","content":"s"},{"role":"user","content":"u"}],
                         "tools":[{"type":"file_search"},{"type":"code_interpreter"}]}\
                        """);
        JsonNode written = Json.MAPPER.readTree(bent.body());
        assertThat(written.path("input").path(0).path("role").asText()).isEqualTo("developer");
        assertThat(written.has("tools")).isFalse();
        assertThat(written.has("tool_choice")).isFalse();
        assertThat(bent.notes()).hasSize(2).allMatch(note -> note.startsWith("the tool "));
    }

    @Test
    void functionsStay() throws IOException {
        JsonNode written =
                Json.MAPPER.readTree(
                        body("""
                        {"model":"m","input":[],"tool_choice":"auto",
                         "tools":[{"type":"mcp"},{"type":"function","name":"f"}]}\
                        """)
                                .body());
        assertThat(written.path("tools")).hasSize(1);
        assertThat(written.path("tool_choice").asText()).isEqualTo("auto");
    }

    @ParameterizedTest
    @ValueSource(strings = {"previous_response_id", "conversation", "prompt"})
    void whatAnAnswerCannotBeWithoutIsRefusedByItsName(String field)
            throws JsonProcessingException {
        ObjectNode body = json("{\"model\":\"m\",\"input\":[]}");
        body.put(field, "x");
        assertThat(PlanParameters.bent(body))
                .isEqualTo(
                        new WrittenRequest.CannotCarry(field, "a ChatGPT plan does not take it"));
    }

    private static WrittenRequest.Body body(String json) throws JsonProcessingException {
        return (WrittenRequest.Body) PlanParameters.bent(json(json));
    }

    private static ObjectNode json(String json) throws JsonProcessingException {
        return (ObjectNode) Json.MAPPER.readTree(json);
    }
}

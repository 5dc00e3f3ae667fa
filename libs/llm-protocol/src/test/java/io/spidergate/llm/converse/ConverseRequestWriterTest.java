package io.spidergate.llm.converse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.json.JsonBody;
import io.spidergate.llm.messages.MessagesRequestReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Requests in, as a client of Messages sends them; requests out, in Converse's words.
class ConverseRequestWriterTest {

    private static final String TOOL_LOOP =
            """
            {"model": "m", "max_tokens": 4000, "system": "Be brief.", "top_k": 5,
             "thinking": {"type": "enabled", "budget_tokens": 1024},
             "stop_sequences": ["END"],
             "tools": [{"name": "look_up", "description": "finds",
                        "input_schema": {"type": "object", "properties": {"q": {"type": "string"}}}}],
             "messages": [
               {"role": "user", "content": [
                 {"type": "text", "text": "What is this?"},
                 {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw=="}}]},
               {"role": "assistant", "content": [
                 {"type": "thinking", "thinking": "a picture", "signature": "c2Vh"},
                 {"type": "redacted_thinking", "data": "aGlk"},
                 {"type": "tool_use", "id": "t1", "name": "look_up", "input": {"q": "web"}}]},
               {"role": "user", "content": [
                 {"type": "tool_result", "tool_use_id": "t1", "is_error": true, "content": []}]}]}
            """;

    private static final String CONVERSED =
            """
            {"messages": [
               {"role": "user", "content": [
                 {"text": "What is this?"},
                 {"image": {"format": "png", "source": {"bytes": "iVBORw=="}}}]},
               {"role": "assistant", "content": [
                 {"reasoningContent": {"reasoningText": {"text": "a picture", "signature": "c2Vh"}}},
                 {"reasoningContent": {"redactedContent": "aGlk"}},
                 {"toolUse": {"toolUseId": "t1", "name": "look_up", "input": {"q": "web"}}}]},
               {"role": "user", "content": [
                 {"toolResult": {"toolUseId": "t1", "content": [{"text": "(nothing)"}], "status": "error"}}]}],
             "system": [{"text": "Be brief."}],
             "inferenceConfig": {"maxTokens": 4000, "stopSequences": ["END"]},
             "toolConfig": {"tools": [{"toolSpec": {"name": "look_up", "description": "finds",
                "inputSchema": {"json": {"type": "object", "properties": {"q": {"type": "string"}}}}}}]},
             "additionalModelRequestFields": {"thinking": {"type": "enabled", "budget_tokens": 1024}}}
            """;

    @Test
    void saysTheSameInOtherWords() throws IOException {
        WrittenRequest.Body written = written(TOOL_LOOP, "anthropic.claude-sonnet-4-5-v1:0");

        assertThat(Json.MAPPER.readTree(written.body())).isEqualTo(tree(CONVERSED));
        assertThat(written.notes())
                .containsExactly("top_k was left out: it does not go with thinking");
    }

    @Test
    void aModelIsToldWhatItKnowsOnly() throws IOException {
        JsonNode open = body(written(TOOL_LOOP, "openai.gpt-oss-120b"));
        assertThat(open.path("additionalModelRequestFields"))
                .isEqualTo(tree("{\"reasoning_effort\": \"low\"}"));

        WrittenRequest.Body nova = written(TOOL_LOOP, "amazon.nova-micro-v1:0");
        assertThat(body(nova).has("additionalModelRequestFields")).isFalse();
        assertThat(nova.notes())
                .contains("thinking was left out: the model has no word for it here");
    }

    @Test
    void newestModelsAreTaughtByEffort() throws IOException {
        JsonNode body = body(written(TOOL_LOOP, "global.anthropic.claude-sonnet-5-5"));

        assertThat(body.path("additionalModelRequestFields"))
                .isEqualTo(
                        tree(
                                "{\"thinking\": {\"type\": \"adaptive\"}, \"output_config\": {\"effort\": \"low\"}}"));
    }

    @Test
    void aLimitIsSetWhereTheCallerSetNone() throws IOException {
        String noLimit =
                "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        assertThat(body(written(noLimit, "x")).path("inferenceConfig"))
                .isEqualTo(tree("{\"maxTokens\": 9}"));
    }

    @Test
    void aChoiceIsSaidWhereThereIsAWordForIt() throws IOException {
        String asked =
                TOOL_LOOP.replace(
                        "\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 1024},", "");
        assertThat(choice(asked, "{\"type\": \"any\"}")).isEqualTo(tree("{\"any\": {}}"));
        assertThat(choice(asked, "{\"type\": \"tool\", \"name\": \"look_up\"}"))
                .isEqualTo(tree("{\"tool\": {\"name\": \"look_up\"}}"));
        assertThat(choice(asked, "{\"type\": \"none\"}").isMissingNode()).isTrue();
    }

    @Test
    void aPictureByItsAddressIsRefusedByName() {
        String linked =
                """
                {"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": [
                  {"type": "image", "source": {"type": "url", "url": "https://x.example/a.png"}}]}]}
                """;
        assertThat(write(linked, "m"))
                .isInstanceOfSatisfying(
                        WrittenRequest.CannotCarry.class,
                        refused -> assertThat(refused.what()).isEqualTo("parts.linkedImage"));
    }

    private static JsonNode choice(String request, String choice) throws IOException {
        String asked =
                request.replaceFirst("\"system\"", "\"tool_choice\": " + choice + ", \"system\"");
        return body(written(asked, "anthropic.claude-3-haiku"))
                .path("toolConfig")
                .path("toolChoice");
    }

    private static JsonNode body(WrittenRequest.Body written) throws IOException {
        return Json.MAPPER.readTree(written.body());
    }

    private static WrittenRequest.Body written(String request, String model) {
        return (WrittenRequest.Body) write(request, model);
    }

    private static WrittenRequest write(String request, String model) {
        var parsed = (JsonBody.Parsed) JsonBody.parse(request.getBytes(StandardCharsets.UTF_8));
        var read = (ReadRequest.Valid) new MessagesRequestReader().read((ObjectNode) parsed.body());
        return new ConverseRequestWriter().write(read.conversation(), model, Set.of());
    }

    private static JsonNode tree(String json) throws IOException {
        return Json.MAPPER.readTree(json);
    }
}

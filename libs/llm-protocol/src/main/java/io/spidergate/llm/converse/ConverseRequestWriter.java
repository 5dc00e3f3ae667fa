package io.spidergate.llm.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.RequestWriter;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.messages.MessagesDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes conversations as requests of Bedrock's Converse.
///
/// It wants what Messages wants (turns that alternate, results first, a limit lest the most be set
/// aside of the quota), so what [MessagesDocument] says is said here in Converse's words. The model
/// stands in the path. Pictures go by their bytes only.
public final class ConverseRequestWriter implements RequestWriter {

    @Override
    public WrittenRequest write(Conversation conversation, String model, Set<String> quirks) {
        if (conversation.turns().stream().anyMatch(ConverseRequestWriter::linksAPicture)) {
            return new WrittenRequest.CannotCarry(
                    "parts.linkedImage", "the provider takes pictures by their bytes only");
        }
        return switch (MessagesDocument.of(conversation, model)) {
            case MessagesDocument.CannotCarry(WrittenRequest.CannotCarry reason) -> reason;
            case MessagesDocument.Written(ObjectNode messages, List<String> notes) ->
                    converse(messages, model, notes);
        };
    }

    private static WrittenRequest converse(
            ObjectNode messages, String model, List<String> inherited) {
        List<String> notes = new ArrayList<>(inherited);
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.set("messages", ConverseBlocks.messages(messages.path("messages")));
        JsonNode system = messages.path("system");
        if (!system.isMissingNode()) {
            body.set("system", ConverseBlocks.system(system));
        }
        inference(messages, body);
        ConverseTools.write(messages, body, notes);
        form(messages.path("output_config").path("format"), body);
        ModelFields.write(messages, model, body, notes);
        return new WrittenRequest.Body(Json.bytes(body), notes);
    }

    private static void inference(ObjectNode messages, ObjectNode body) {
        ObjectNode inference = body.putObject("inferenceConfig");
        copy(messages, "max_tokens", inference, "maxTokens");
        copy(messages, "temperature", inference, "temperature");
        copy(messages, "top_p", inference, "topP");
        copy(messages, "stop_sequences", inference, "stopSequences");
    }

    private static void copy(ObjectNode from, String name, ObjectNode to, String as) {
        JsonNode value = from.path(name);
        if (!value.isMissingNode()) {
            to.set(as, value);
        }
    }

    private static void form(JsonNode format, ObjectNode body) {
        if (!format.isMissingNode()) {
            body.putObject("outputConfig")
                    .putObject("textFormat")
                    .put("type", "json_schema")
                    .putObject("structure")
                    .putObject("jsonSchema")
                    .put("name", "answer")
                    .put("schema", format.path("schema").toString());
        }
    }

    private static boolean linksAPicture(Turn turn) {
        List<Part> parts =
                switch (turn) {
                    case Turn.User(List<Part> said) -> said;
                    case Turn.ToolResult result -> result.parts();
                    case Turn.Instructions _, Turn.Assistant _ -> List.of();
                };
        return parts.stream().anyMatch(Part.LinkedImage.class::isInstance);
    }
}

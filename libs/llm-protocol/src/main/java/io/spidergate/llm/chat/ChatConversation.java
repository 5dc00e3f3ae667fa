package io.spidergate.llm.chat;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.Sampling;
import io.spidergate.llm.conversation.Thinking;
import io.spidergate.llm.conversation.Tool;
import io.spidergate.llm.conversation.ToolChoice;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A chat completion request in the words of the hub, for providers that speak another protocol.
///
/// Rule: what asks for another answer than one text or some calls (`n`, `logprobs`, audio, the
/// retired `functions`) cannot be carried; tools that are no functions are left out with a note.
public sealed interface ChatConversation {

    record Carried(Conversation conversation, List<String> notes) implements ChatConversation {

        public Carried {
            notes = List.copyOf(notes);
        }
    }

    /// @param what the field that has no place in other protocols
    record Impossible(String what, String why) implements ChatConversation {}

    /// @param body that passed the rules of a chat request
    static ChatConversation of(ObjectNode body) {
        Optional<Impossible> impossible = impossible(body);
        return impossible.isPresent() ? impossible.get() : new Reading(body).carried();
    }

    private static Optional<Impossible> impossible(ObjectNode body) {
        if (body.path("n").asInt(1) > 1) {
            return no("n", "several choices exist in chat completions only");
        }
        if (body.path("logprobs").asBoolean()) {
            return no("logprobs", "log probabilities exist in chat completions only");
        }
        if (!body.path("functions").isEmpty()) {
            return no("functions", "retired; tools take their place");
        }
        return body.path("modalities").valueStream().anyMatch(it -> !it.asText().equals("text"))
                ? no("modalities", "only text can be carried")
                : Optional.empty();
    }

    private static Optional<Impossible> no(String what, String why) {
        return Optional.of(new Impossible(what, why));
    }

    /// One pass over one body.
    final class Reading {

        private final ObjectNode body;
        private final List<String> notes = new ArrayList<>();

        private Reading(ObjectNode body) {
            this.body = body;
        }

        private ChatConversation carried() {
            var messages = new ChatTurns(notes);
            List<Turn> turns = new ArrayList<>(body.path("messages").size());
            for (JsonNode message : body.path("messages")) {
                turns.add(messages.turn(message));
            }
            return new Carried(
                    new Conversation(
                            body.path("model").asText(),
                            turns,
                            tools(),
                            choice(body.path("tool_choice")),
                            body.path("parallel_tool_calls").asBoolean(true),
                            sampling(),
                            form(body.path("response_format")),
                            thinking(),
                            body.path("stream").asBoolean()),
                    notes);
        }

        private List<Tool> tools() {
            List<Tool> tools = new ArrayList<>();
            for (JsonNode tool : body.path("tools")) {
                JsonNode function = tool.path("function");
                if (!tool.path("type").asText().equals("function")) {
                    notes.add(
                            "a tool of type %s was left out".formatted(tool.path("type").asText()));
                    continue;
                }
                JsonNode parameters = function.path("parameters");
                tools.add(
                        new Tool(
                                function.path("name").asText(),
                                function.path("description").asText(""),
                                parameters.isObject() ? parameters : Json.MAPPER.createObjectNode(),
                                function.path("strict").asBoolean()));
            }
            return tools;
        }

        private ToolChoice choice(JsonNode choice) {
            if (choice.isObject()) {
                return new ToolChoice.Named(choice.path("function").path("name").asText());
            }
            return switch (choice.asText()) {
                case "none" -> new ToolChoice.None();
                case "required" -> new ToolChoice.Required();
                default -> new ToolChoice.Auto();
            };
        }

        private Sampling sampling() {
            return new Sampling(
                    body.hasNonNull("max_completion_tokens")
                            ? integer("max_completion_tokens")
                            : integer("max_tokens"),
                    number("temperature"),
                    number("top_p"),
                    integer("top_k"),
                    number("presence_penalty"),
                    number("frequency_penalty"),
                    body.hasNonNull("seed")
                            ? OptionalLong.of(body.path("seed").asLong())
                            : OptionalLong.empty(),
                    stop(body.path("stop")),
                    Optional.ofNullable(body.path("user").textValue()));
        }

        private OptionalInt integer(String field) {
            return body.path(field).isNumber()
                    ? OptionalInt.of(body.path(field).asInt())
                    : OptionalInt.empty();
        }

        private OptionalDouble number(String field) {
            return body.path(field).isNumber()
                    ? OptionalDouble.of(body.path(field).asDouble())
                    : OptionalDouble.empty();
        }

        private static List<String> stop(JsonNode stop) {
            if (absent(stop)) {
                return List.of();
            }
            return stop.isTextual()
                    ? List.of(stop.textValue())
                    : stop.valueStream().map(JsonNode::asText).toList();
        }

        private static AnswerForm form(JsonNode format) {
            return switch (format.path("type").asText("text")) {
                case "json_object" -> new AnswerForm.JsonObject();
                case "json_schema" -> {
                    JsonNode schema = format.path("json_schema");
                    yield new AnswerForm.JsonSchema(
                            schema.path("name").asText("answer"),
                            schema.path("schema").isObject()
                                    ? schema.path("schema")
                                    : Json.MAPPER.createObjectNode(),
                            schema.path("strict").asBoolean());
                }
                default -> new AnswerForm.Text();
            };
        }

        private Thinking thinking() {
            return switch (body.path("reasoning_effort").asText("")) {
                case "" -> new Thinking.Unsaid();
                case "none" -> new Thinking.Off();
                case String level -> new Thinking.Effort(level);
            };
        }
    }
}

package io.spidergate.llm.messages;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.InvalidField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads requests of Anthropic's Messages protocol, as its SDKs and Claude Code send them.
///
/// Left out silently, as hints that change no answer: `cache_control`, `betas`, `citations`,
/// `thinking.display`. Left out with a note: every other field at the top that has no place in the
/// hub (`context_management`, `service_tier`, `mcp_servers`, whatever is yet to be invented), tools
/// that Anthropic runs or defines itself, and what such tools left in earlier answers.
public final class MessagesRequestReader {

    private static final int MAX_MODEL = 256;

    /// Unknown fields that are told of; nobody reads about more.
    private static final int MAX_UNKNOWN = 20;

    private static final Set<String> READ =
            Set.of(
                    "model",
                    "max_tokens",
                    "system",
                    "messages",
                    "tools",
                    "tool_choice",
                    "temperature",
                    "top_p",
                    "top_k",
                    "stop_sequences",
                    "metadata",
                    "thinking",
                    "output_config",
                    "output_format",
                    "stream",
                    "spidergate_options");

    private static final Set<String> HINTS = Set.of("cache_control", "betas");

    /// A request for an answer.
    public ReadRequest read(ObjectNode body) {
        Reading reading = new Reading(body);
        if (absent(body.path("max_tokens"))) {
            reading.check.missing("max_tokens");
        }
        return reading.result();
    }

    /// A request of `count_tokens`: the same without the need of `max_tokens`.
    public ReadRequest readForCount(ObjectNode body) {
        return new Reading(body).result();
    }

    /// One pass over one body.
    private static final class Reading {

        private final ObjectNode body;
        private final FieldCheck check = new FieldCheck();
        private final Set<String> notes = new LinkedHashSet<>();

        private Reading(ObjectNode body) {
            this.body = body;
        }

        private ReadRequest result() {
            check.requiredString("model", body.path("model"), MAX_MODEL);
            ToolFields tools = new ToolFields(check, notes, body);
            OutputFields output = new OutputFields(check, notes, body);
            var conversation =
                    new Conversation(
                            body.path("model").asText(),
                            new MessageTurns(check, notes).of(body),
                            tools.tools(),
                            tools.choice(),
                            tools.parallelCalls(),
                            new SamplingReading(check, body).sampling(),
                            output.form(),
                            output.thinking(),
                            stream());
            SpidergateOptions options =
                    SpidergateOptions.read(body.path("spidergate_options"), check);
            InvalidField wrong = check.found();
            return wrong != null
                    ? new ReadRequest.Invalid(wrong)
                    : new ReadRequest.Valid(conversation, options, allNotes());
        }

        private List<String> allNotes() {
            body.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(field -> !READ.contains(field) && !HINTS.contains(field))
                    .limit(MAX_UNKNOWN)
                    .forEach(field -> notes.add(ShortName.of(field) + " was left out"));
            return List.copyOf(notes);
        }

        private boolean stream() {
            check.bool("stream", body.path("stream"));
            return body.path("stream").asBoolean();
        }
    }
}

package io.spidergate.llm.responses;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/// The fields that do not become part of a conversation.
///
/// Rules: what names something stored is refused, for without it the model would answer something
/// else; `background` as well. What only tunes, or is about storing, is left out with a note. What
/// is for the response alone (`metadata`, `prompt_cache_key`, …) is checked and echoed. What is not
/// known is left out with a note, since clients are ahead of any list.
final class OtherFields {

    private static final String NOTHING_STORED = "nothing is stored here; ";
    private static final String ENCRYPTED_CONTENT = "reasoning.encrypted_content";
    private static final List<String> TRUNCATIONS = List.of("auto", "disabled");

    /// Read elsewhere, or of no weight at all.
    private static final Set<String> READ =
            Set.of(
                    "model",
                    "input",
                    "instructions",
                    "tools",
                    "tool_choice",
                    "parallel_tool_calls",
                    "reasoning",
                    "text",
                    "max_output_tokens",
                    "temperature",
                    "top_p",
                    "user",
                    "safety_identifier",
                    "stream",
                    "stream_options",
                    "spidergate_options",
                    "store",
                    "previous_response_id",
                    "conversation",
                    "prompt",
                    "background",
                    "include",
                    "prompt_cache_key",
                    "client_metadata",
                    "metadata",
                    "truncation",
                    "service_tier",
                    "top_logprobs",
                    "max_tool_calls");

    private final RequestCheck check;
    private final ObjectNode body;

    OtherFields(RequestCheck check, ObjectNode body) {
        this.check = check;
        this.body = body;
    }

    void read() {
        refused();
        checked();
        leftOut();
        include(body.path("include"));
        body.fieldNames().forEachRemaining(this::unknown);
    }

    private void refused() {
        refuse("previous_response_id", "send the whole conversation in input");
        refuse("conversation", "send the whole conversation in input");
        refuse("prompt", "send its text in instructions and input");
        check.fields().bool("background", body.path("background"));
        if (body.path("background").asBoolean()) {
            check.refuse(
                    "background",
                    "background must be false: " + NOTHING_STORED + "use stream instead");
        }
    }

    private void refuse(String name, String instead) {
        if (!absent(body.path(name))) {
            check.refuse(
                    name, "%s is not supported: %s%s".formatted(name, NOTHING_STORED, instead));
        }
    }

    private void checked() {
        check.fields().bool("store", body.path("store"));
        check.fields().object("metadata", body.path("metadata"));
        check.fields().string("prompt_cache_key", body.path("prompt_cache_key"));
        check.fields().object("stream_options", body.path("stream_options"));
        check.fields().integer("top_logprobs", body.path("top_logprobs"), 0, 20);
        check.fields().integer("max_tool_calls", body.path("max_tool_calls"), 1, Integer.MAX_VALUE);
        if (!absent(body.path("truncation"))) {
            check.fields().oneOf("truncation", body.path("truncation"), TRUNCATIONS);
        }
        check.fields().string("service_tier", body.path("service_tier"));
    }

    private void leftOut() {
        if (body.path("store").asBoolean()) {
            check.notes().add("store was left out: nothing is stored");
        }
        noteUnless("truncation", "disabled", "nothing is cut from the input");
        noteUnless("service_tier", "auto", "the gateway chooses the provider");
        if (body.path("top_logprobs").asInt() > 0) {
            check.notes().add("top_logprobs was left out");
        }
        if (body.hasNonNull("max_tool_calls")) {
            check.notes().add("max_tool_calls was left out: it is about a provider's own tools");
        }
    }

    private void noteUnless(String name, String usual, String why) {
        if (body.hasNonNull(name) && !body.path(name).asText().equals(usual)) {
            check.notes().add("%s was left out: %s".formatted(name, why));
        }
    }

    /// Seals come anyway; the rest is about tools that a provider runs, or about log probabilities.
    private void include(JsonNode include) {
        if (check.array("include", include, "an array of strings")) {
            for (JsonNode wanted : include) {
                if (!wanted.asText().equals(ENCRYPTED_CONTENT)) {
                    check.notes()
                            .add(
                                    "include of %s was left out"
                                            .formatted(Notes.shown(wanted.asText())));
                }
            }
        }
    }

    private void unknown(String name) {
        if (!READ.contains(name)) {
            check.notes().add("%s was left out: not known".formatted(Notes.shown(name)));
        }
    }
}

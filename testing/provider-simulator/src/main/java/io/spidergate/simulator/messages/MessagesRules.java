package io.spidergate.simulator.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.FieldCheck;
import io.spidergate.simulator.messages.MessagesProtocol.Purpose;
import io.spidergate.simulator.wire.Asked;
import io.spidergate.simulator.wire.Reading;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What the Messages API refuses at the top of a request.
///
/// Fields that are only known to beta versions are refused without an `anthropic-beta` header.
final class MessagesRules {

    private static final Set<String> PROMPT =
            Set.of(
                    "model",
                    "messages",
                    "system",
                    "tools",
                    "tool_choice",
                    "thinking",
                    "output_config",
                    "cache_control",
                    "speed");
    private static final Set<String> ANSWER =
            Set.of(
                    "max_tokens",
                    "stream",
                    "temperature",
                    "top_p",
                    "top_k",
                    "stop_sequences",
                    "metadata",
                    "service_tier",
                    "container",
                    "diagnostics",
                    "inference_geo");
    private static final Set<String> BETA =
            Set.of("context_management", "mcp_servers", "output_format", "compaction");

    private final Objections objections = new Objections();
    private final ObjectNode body;

    private MessagesRules(ObjectNode body) {
        this.body = body;
    }

    static Optional<Reading.Wrong> check(Purpose purpose, Asked asked, ObjectNode body) {
        MessagesRules rules = new MessagesRules(body);
        rules.version(asked.header("anthropic-version"));
        rules.objections.extra("", body, known(purpose, asked));
        rules.objections.string("model", body.path("model"));
        if (purpose == Purpose.ANSWER) {
            rules.sampling();
        }
        rules.system();
        new ToolOfferRules(rules.objections).check(body);
        new ThinkingRules(rules.objections).check(body);
        new TurnRules(rules.objections).check(body.path("messages"));
        new ThinkingRules(rules.objections).checkReplay(body);
        return rules.objections.first();
    }

    private static Set<String> known(Purpose purpose, Asked asked) {
        Set<String> known = new HashSet<>(PROMPT);
        if (purpose == Purpose.ANSWER) {
            known.addAll(ANSWER);
        }
        if (!asked.header("anthropic-beta").isEmpty()) {
            known.addAll(BETA);
        }
        return known;
    }

    private void version(String version) {
        if (version.isEmpty()) {
            objections.at("anthropic-version", "header is required");
        } else if (!version.matches("\\d{4}-\\d{2}-\\d{2}")) {
            objections.at("anthropic-version", "\"%s\" is not a valid version".formatted(version));
        }
    }

    private void sampling() {
        if (objections.required("max_tokens", body.path("max_tokens"))) {
            objections.integer("max_tokens", body.path("max_tokens"), 1);
        }
        objections.fraction("temperature", body.path("temperature"));
        objections.fraction("top_p", body.path("top_p"));
        if (!FieldCheck.absent(body.path("top_k"))) {
            objections.integer("top_k", body.path("top_k"), 0);
        }
        objections.bool("stream", body.path("stream"));
        JsonNode stops = body.path("stop_sequences");
        if (FieldCheck.absent(stops) || !objections.list("stop_sequences", stops)) {
            return;
        }
        for (JsonNode stop : stops) {
            if (stop.asText().isBlank()) {
                objections.at("stop_sequences", "each stop sequence must contain non-whitespace");
            }
        }
    }

    private void system() {
        JsonNode system = body.path("system");
        if (FieldCheck.absent(system) || system.isTextual()) {
            return;
        }
        if (!objections.list("system", system)) {
            return;
        }
        for (int at = 0; at < system.size(); at++) {
            String path = "system." + at;
            objections.literal(path + ".type", system.path(at).path("type"), Set.of("text"));
            objections.string(path + ".text", system.path(at).path("text"));
            objections.extra(
                    path, system.path(at), Set.of("type", "text", "cache_control", "citations"));
        }
    }
}

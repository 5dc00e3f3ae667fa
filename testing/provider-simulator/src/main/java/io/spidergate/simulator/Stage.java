package io.spidergate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.llm.chat.ChatRequest;
import io.spidergate.llm.chat.ParsedChat;
import io.spidergate.llm.json.InvalidField;
import io.spidergate.simulator.QuotaBook.Admission;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides what a provider does about one request: who is it, may they, what was ordered, what is
/// the answer. Knows nothing of connections.
final class Stage {

    private static final String CHAT = "chat/completions";

    private final SimulatorConfig config;
    private final QuotaBook quotas;
    private final Encounters encounters;
    private final Clock clock;

    Stage(SimulatorConfig config, QuotaBook quotas, Encounters encounters, Clock clock) {
        this.config = config;
        this.quotas = quotas;
        this.encounters = encounters;
        this.clock = clock;
    }

    /// What was asked, as far as it could be read.
    record Asked(String model, boolean stream, JsonNode body, byte[] bytes) {

        static Asked of(byte[] bytes) {
            JsonNode body = Bodies.object();
            try {
                body = bytes.length == 0 ? body : Bodies.MAPPER.readTree(bytes);
            } catch (IOException _) {
                body = Bodies.object(); // judged again, and refused, by the endpoint
            }
            return new Asked(
                    body.path("model").asText(""), body.path("stream").asBoolean(), body, bytes);
        }
    }

    List<Step> play(
            ProviderScript script, String endpoint, Caller caller, Asked asked, long number) {
        Scenario scenario = scenario(caller, asked.model());
        if (scenario.reset() && scenario.cutAfterBytes() == null) {
            return List.of(new Step.Cut(true));
        }
        if (!script.accepts(caller.key())) {
            return refuse(script, scenario, new Fault.BadKey());
        }
        if (scenario.isError() && !endpoint.equals("models")) {
            return ordered(script, scenario);
        }
        return switch (endpoint) {
            case CHAT -> chat(script, caller, asked, scenario, number);
            case "embeddings" -> embeddings(script, caller, asked, scenario);
            case "models" -> Screenplay.json(script.manner(), scenario, Map.of(), models(script));
            default -> refuse(script, scenario, new Fault.Ordered(404, "not_found", null));
        };
    }

    private Scenario scenario(Caller caller, String model) {
        return encounters.choose(config.scenarios(), caller, model).orElseGet(Scenario::proper);
    }

    private List<Step> ordered(ProviderScript script, Scenario scenario) {
        int status = scenario.status() == null ? 500 : scenario.status();
        return refuse(
                script,
                scenario,
                new Fault.Ordered(status, scenario.errorCode(), scenario.retryAfter()));
    }

    private List<Step> refuse(ProviderScript script, Scenario scenario, Fault fault) {
        Refusal refusal = ErrorBodies.refuse(script.manner(), fault, List.of());
        return Screenplay.refusal(script.manner(), scenario, refusal);
    }

    private List<Step> chat(
            ProviderScript script, Caller caller, Asked asked, Scenario scenario, long number) {
        return switch (ChatRequest.parse(asked.bytes())) {
            case ParsedChat.Invalid(InvalidField wrong) ->
                    refuse(
                            script,
                            scenario,
                            new Fault.InvalidRequest(wrong.field(), wrong.message(), wrong.code()));
            case ParsedChat.Valid valid ->
                    script.chats(asked.model())
                            ? admitted(script, caller, asked, scenario, valid.request(), number)
                            : refuse(script, scenario, new Fault.UnknownModel(asked.model()));
        };
    }

    private List<Step> admitted(
            ProviderScript script,
            Caller caller,
            Asked asked,
            Scenario scenario,
            ChatRequest request,
            long number) {
        Answer answer = Assistant.answer(asked.body(), request.promptTokens(), scenario);
        long tokens = answer.promptTokens() + answer.completionTokens();
        return switch (quotas.admit(
                caller, script.quotas(), asked.model(), tokens, clock.instant())) {
            case Admission.Exhausted exhausted -> exhausted(script, scenario, exhausted);
            case Admission.Admitted admitted -> {
                Map<String, String> headers =
                        RateHeaders.onSuccess(script.manner(), admitted.windows(), asked.stream());
                ChatWire wire =
                        new ChatWire(
                                CallIds.completion(number),
                                asked.model(),
                                clock.instant().getEpochSecond(),
                                answer,
                                scenario.chunks());
                yield answer(script, scenario, headers, wire, request);
            }
        };
    }

    private static List<Step> exhausted(
            ProviderScript script, Scenario scenario, Admission.Exhausted exhausted) {
        Fault fault = new Fault.OverQuota(exhausted.window());
        Refusal refusal = ErrorBodies.refuse(script.manner(), fault, exhausted.windows());
        return Screenplay.refusal(script.manner(), scenario, refusal);
    }

    private static List<Step> answer(
            ProviderScript script,
            Scenario scenario,
            Map<String, String> headers,
            ChatWire wire,
            ChatRequest request) {
        Manner manner = script.manner();
        if (scenario.errorInside200()) {
            JsonNode error =
                    ErrorBodies.body(
                            manner, 502, "provider_unavailable", "Provider returned error");
            return request.stream()
                    ? Screenplay.errorInStream(manner, scenario, headers, error)
                    : Screenplay.json(manner, scenario, headers, error);
        }
        return request.stream()
                ? Screenplay.stream(manner, scenario, headers, wire, request.includeUsage())
                : Screenplay.json(
                        manner, scenario, headers, wire.completion(!scenario.omitUsage()));
    }

    private List<Step> embeddings(
            ProviderScript script, Caller caller, Asked asked, Scenario scenario) {
        List<String> inputs = Embeddings.inputs(asked.body().path("input"));
        if (inputs.isEmpty()) {
            return refuse(
                    script,
                    scenario,
                    new Fault.InvalidRequest("input", "input is required", "invalid_value"));
        }
        if (!script.embeds(asked.model())) {
            return refuse(script, scenario, new Fault.UnknownModel(asked.model()));
        }
        long tokens = inputs.stream().mapToLong(TokenEstimate::ofText).sum();
        return switch (quotas.admit(
                caller, script.quotas(), asked.model(), tokens, clock.instant())) {
            case Admission.Exhausted exhausted -> exhausted(script, scenario, exhausted);
            case Admission.Admitted admitted ->
                    Screenplay.json(
                            script.manner(),
                            scenario,
                            RateHeaders.onSuccess(script.manner(), admitted.windows(), false),
                            Embeddings.answer(asked.body(), asked.model()));
        };
    }

    private static ObjectNode models(ProviderScript script) {
        ObjectNode body = Bodies.object().put("object", "list");
        ArrayNode data = body.putArray("data");
        for (List<String> models : List.of(script.models(), script.embeddingModels())) {
            for (String model : models) {
                data.addObject()
                        .put("id", model)
                        .put("object", "model")
                        .put("created", 1_763_769_600)
                        .put("owned_by", script.name());
            }
        }
        return body;
    }

    Optional<ProviderScript> provider(String name) {
        return config.provider(name);
    }
}

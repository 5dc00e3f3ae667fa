package io.spidergate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.simulator.QuotaBook.Admission;
import io.spidergate.simulator.account.UsageBook;
import io.spidergate.simulator.wire.Asked;
import io.spidergate.simulator.wire.Failure;
import io.spidergate.simulator.wire.Wire;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// Decides what a provider does about one request: who is it, may they, what was ordered, what is
/// the answer. Knows nothing of connections.
final class Stage {

    private final SimulatorConfig config;
    private final QuotaBook quotas;
    private final Encounters encounters;
    private final UsageBook used;
    private final Clock clock;

    Stage(
            SimulatorConfig config,
            QuotaBook quotas,
            Encounters encounters,
            UsageBook used,
            Clock clock) {
        this.config = config;
        this.quotas = quotas;
        this.encounters = encounters;
        this.used = used;
        this.clock = clock;
    }

    Optional<ProviderScript> provider(String name) {
        return config.provider(name);
    }

    List<Step> play(Visit visit) {
        Caller caller = visit.caller();
        Scenario scenario =
                encounters
                        .choose(config.scenarios(), caller, visit.asked().model())
                        .orElseGet(Scenario::proper);
        if (scenario.reset() && scenario.cutAfterBytes() == null) {
            return List.of(new Step.Cut(true));
        }
        Refusals refusals = new Refusals(visit, scenario);
        if (!visit.script().accepts(caller.key())) {
            return refusals.refuse(new Fault.BadKey(caller.key().isEmpty()));
        }
        if (scenario.isError() && !visit.route().endpoint().lists()) {
            return refusals.ordered();
        }
        if (scenario.unable() != null && scenario.unable().isAskedIn(visit.asked().body())) {
            return refusals.unable(scenario.unable());
        }
        return answered(visit, scenario, refusals);
    }

    private List<Step> answered(Visit visit, Scenario scenario, Refusals refusals) {
        Generation generation = new Generation(visit, scenario, refusals);
        return switch (visit.route().endpoint()) {
            case CHAT, RESPONSES, MESSAGES, GENERATE, GENERATE_STREAM, CONVERSE, CONVERSE_STREAM ->
                    generation.play(quotas, used, clock.instant());
            case MESSAGES_COUNT, GENERATE_COUNT -> generation.count();
            case EMBEDDINGS -> document(visit, scenario, Embeddings::answer);
            case MODERATIONS -> document(visit, scenario, new Moderations(visit.manner())::answer);
            case IMAGES -> document(visit, scenario, Images::answer);
            case SPEECH -> spoken(visit, scenario);
            case TRANSCRIPTIONS -> heard(visit, scenario);
            case MODELS ->
                    Screenplay.json(
                            scenario,
                            CallHeaders.of(visit),
                            visit.manner() == Manner.CHATGPT
                                    ? Models.ofPlan(visit.script())
                                    : Models.of(visit.script()));
            case FOUNDATION_MODELS ->
                    Screenplay.json(scenario, CallHeaders.of(visit), Models.ofAws(visit.script()));
            case UNKNOWN -> refusals.refuse(new Fault.Ordered(404, "not_found", null));
        };
    }

    /// What takes an `input`, or a `prompt`, and answers with one document.
    private List<Step> document(
            Visit visit, Scenario scenario, BiFunction<JsonNode, String, ObjectNode> answer) {
        Asked asked = visit.asked();
        Refusals refusals = new Refusals(visit, scenario);
        String field = visit.route().endpoint() == Endpoint.IMAGES ? "prompt" : "input";
        List<String> inputs = Embeddings.inputs(asked.body().path(field));
        if (inputs.isEmpty()) {
            return refusals.refuse(
                    new Fault.InvalidRequest(400, field, field + " is required", "invalid_value"));
        }
        if (!knows(visit)) {
            return refusals.refuse(new Fault.UnknownModel(asked.model()));
        }
        return switch (admission(visit, inputs)) {
            case Admission.Exhausted exhausted -> refusals.exhausted(exhausted);
            case Admission.Admitted admitted ->
                    Screenplay.json(
                            scenario,
                            CallHeaders.of(visit, admitted.windows(), false),
                            answer.apply(asked.body(), asked.model()));
        };
    }

    private List<Step> spoken(Visit visit, Scenario scenario) {
        JsonNode request = visit.asked().body();
        String input = request.path("input").asText("");
        return sound(visit, scenario, "input", input, new Speech(request), true);
    }

    private List<Step> heard(Visit visit, Scenario scenario) {
        JsonNode request = visit.asked().body();
        String heard = Transcription.heard(request.path("file"));
        Transcription answer = new Transcription(request, heard);
        return sound(visit, scenario, "file", heard, answer, answer.isStreamed());
    }

    /// @param field that must not be missing
    /// @param words that are said in it, or heard
    private List<Step> sound(
            Visit visit,
            Scenario scenario,
            String field,
            String words,
            Wire answer,
            boolean streamed) {
        Refusals refusals = new Refusals(visit, scenario);
        if (words.isEmpty()) {
            return refusals.refuse(
                    new Fault.InvalidRequest(400, field, field + " is required", "invalid_value"));
        }
        if (!knows(visit)) {
            return refusals.refuse(new Fault.UnknownModel(visit.asked().model()));
        }
        return switch (admission(visit, List.of(words))) {
            case Admission.Exhausted exhausted -> refusals.exhausted(exhausted);
            case Admission.Admitted admitted -> {
                Map<String, String> headers = CallHeaders.of(visit, admitted.windows(), false);
                Failure failure = refusals.failure(503, "server_is_overloaded", "told to fail");
                yield scenario.errorInside200()
                        ? Screenplay.json(scenario, headers, failure.body())
                        : streamed
                                ? Screenplay.stream(scenario, headers, answer, failure)
                                : Screenplay.json(scenario, headers, answer.document());
            }
        };
    }

    private static boolean knows(Visit visit) {
        return visit.script().serves(visit.route().endpoint(), visit.asked().model());
    }

    private Admission admission(Visit visit, List<String> inputs) {
        long tokens = inputs.stream().mapToLong(TokenEstimate::ofText).sum();
        return quotas.admit(
                visit.caller(),
                visit.script().quotas(),
                visit.asked().model(),
                new Spending(tokens, 0),
                clock.instant());
    }
}

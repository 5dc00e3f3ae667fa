package io.spidergate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.QuotaBook.Admission;
import io.spidergate.simulator.wire.Bodies;
import io.spidergate.simulator.wire.Failure;
import io.spidergate.simulator.wire.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How one call is turned down, in the provider's manner.
final class Refusals {

    private final Visit visit;
    private final Scenario scenario;

    Refusals(Visit visit, Scenario scenario) {
        this.visit = visit;
        this.scenario = scenario;
    }

    List<Step> refuse(Fault fault) {
        return refuse(fault, List.of());
    }

    List<Step> wrong(Reading.Wrong wrong) {
        return refuse(
                new Fault.InvalidRequest(
                        wrong.status(), wrong.field(), wrong.message(), wrong.code()));
    }

    List<Step> exhausted(Admission.Exhausted exhausted) {
        return refuse(new Fault.OverQuota(exhausted.window()), exhausted.windows());
    }

    List<Step> ordered() {
        int status = scenario.status() == null ? 500 : scenario.status();
        return refuse(new Fault.Ordered(status, scenario.errorCode(), scenario.retryAfter()));
    }

    List<Step> unable(Inability inability) {
        return refuse(
                new Fault.Unable(
                        InabilityWords.status(visit.manner()),
                        InabilityWords.of(visit.manner(), inability, visit.asked().model())));
    }

    /// An error for which it is too late to send a status.
    Failure failure(int status, String code, String message) {
        return new Failure(
                code, message, signed(ErrorEnvelopes.body(visit.manner(), status, code, message)));
    }

    private List<Step> refuse(Fault fault, List<WindowState> windows) {
        Refusal refusal = ErrorBodies.refuse(visit.manner(), fault, windows);
        Map<String, String> headers = new HashMap<>(CallHeaders.of(visit));
        headers.putAll(refusal.headers());
        return Screenplay.refusal(
                scenario, new Refusal(refusal.status(), headers, framed(signed(refusal.body()))));
    }

    /// Anthropic repeats the request's id in the body.
    private JsonNode signed(JsonNode body) {
        return visit.manner() == Manner.ANTHROPIC && body instanceof ObjectNode object
                ? object.put("request_id", CallHeaders.requestId(visit))
                : body;
    }

    /// Where Google streams an array, its errors come in one too.
    private JsonNode framed(JsonNode body) {
        boolean array =
                visit.route().endpoint() == Endpoint.GENERATE_STREAM
                        && !visit.route().eventStream();
        return array ? Bodies.MAPPER.createArrayNode().add(body) : body;
    }
}

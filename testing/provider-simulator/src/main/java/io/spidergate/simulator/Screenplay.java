package io.spidergate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.simulator.wire.Bodies;
import io.spidergate.simulator.wire.Failure;
import io.spidergate.simulator.wire.Frame;
import io.spidergate.simulator.wire.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Decides, step by step, what goes over the wire for one call, in whatever protocol. Pure: the
/// same inputs give the same steps.
final class Screenplay {

    private final Scenario scenario;
    private final List<Step> steps = new ArrayList<>();

    /// Frames sent so far.
    private int sent;

    private Screenplay(Scenario scenario) {
        this.scenario = scenario;
        pause(scenario.headersDelayMs());
    }

    static List<Step> refusal(Scenario scenario, Refusal refusal) {
        Screenplay play = new Screenplay(scenario);
        play.json(refusal.status(), refusal.headers(), Bodies.bytes(refusal.body()));
        return play.cut();
    }

    static List<Step> json(Scenario scenario, Map<String, String> headers, JsonNode body) {
        Screenplay play = new Screenplay(scenario);
        byte[] bytes = Bodies.bytes(body);
        play.pause(scenario.firstTokenDelayMs());
        play.json(200, headers, scenario.malformedChunk() == null ? bytes : Bodies.half(bytes));
        return play.cut();
    }

    /// @param midway what is told where the scenario fails in mid-stream
    static List<Step> stream(
            Scenario scenario, Map<String, String> headers, Wire wire, Failure midway) {
        Screenplay play = new Screenplay(scenario);
        play.stream(headers, wire, midway);
        return play.cut();
    }

    /// A stream that tells of nothing but a failure.
    static List<Step> failedStream(
            Scenario scenario, Map<String, String> headers, Wire wire, Failure failure) {
        Screenplay play = new Screenplay(scenario);
        play.streamHead(headers, wire);
        play.fail(wire, failure);
        return play.cut();
    }

    private void json(int status, Map<String, String> headers, byte[] body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-type", "application/json");
        steps.add(new Step.Head(status, all, body.length));
        steps.add(new Step.Send(body));
        steps.add(new Step.End());
    }

    private void streamHead(Map<String, String> headers, Wire wire) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-type", wire.streamType());
        all.put("cache-control", "no-cache");
        steps.add(new Step.Head(200, all, null));
    }

    private void stream(Map<String, String> headers, Wire wire, Failure midway) {
        streamHead(headers, wire);
        wire.opening().forEach(this::send);
        pause(scenario.firstTokenDelayMs());
        if (!content(wire, midway)) {
            return;
        }
        pause(scenario.gapMs());
        wire.closing().forEach(this::send);
        if (!scenario.omitDone()) {
            wire.end().forEach(this::send);
        }
        steps.add(new Step.End());
    }

    /// Answers false if the play has ended within the content.
    private boolean content(Wire wire, Failure midway) {
        int chunks = 0;
        for (Frame frame : wire.content()) {
            if (stopsAfter(chunks, wire, midway)) {
                return false;
            }
            if (frame.content() && chunks > 0) {
                pause(scenario.gapMs());
            }
            chunks += frame.content() ? 1 : 0;
            send(isBroken(frame, chunks) ? Frame.content(wire.broken(sent)) : frame);
        }
        return !stopsAfter(chunks, wire, midway);
    }

    private boolean isBroken(Frame frame, int chunk) {
        return frame.content()
                && scenario.malformedChunk() != null
                && scenario.malformedChunk() == chunk;
    }

    private boolean stopsAfter(int chunks, Wire wire, Failure midway) {
        if (scenario.stallAfterChunks() != null && chunks >= scenario.stallAfterChunks()) {
            steps.add(new Step.Stall());
            return true;
        }
        if (scenario.errorMidStream() != null && chunks >= scenario.errorMidStream()) {
            fail(wire, midway);
            return true;
        }
        return false;
    }

    private void fail(Wire wire, Failure failure) {
        wire.failed(failure, sent).forEach(this::send);
        steps.add(new Step.End());
    }

    private void send(Frame frame) {
        sent++;
        steps.add(new Step.Send(frame.bytes()));
    }

    private void pause(int millis) {
        if (millis > 0) {
            steps.add(new Step.Pause(millis));
        }
    }

    private List<Step> cut() {
        return scenario.cutAfterBytes() == null
                ? steps
                : Scissors.cut(steps, scenario.cutAfterBytes(), scenario.reset());
    }
}

package io.spidergate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.sse.SseEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Decides, step by step, what goes over the wire for one call. Pure: the same inputs give the same
/// steps.
final class Screenplay {

    private static final byte[] NOT_JSON =
            "{\"id\":\"chatcmpl-broken\",\"choices\":[{\"delta\":{\"content\":"
                    .getBytes(StandardCharsets.UTF_8);

    private final Manner manner;
    private final Scenario scenario;
    private final List<Step> steps = new ArrayList<>();

    private Screenplay(Manner manner, Scenario scenario) {
        this.manner = manner;
        this.scenario = scenario;
        pause(scenario.headersDelayMs());
    }

    static List<Step> refusal(Manner manner, Scenario scenario, Refusal refusal) {
        Screenplay play = new Screenplay(manner, scenario);
        play.json(refusal.status(), refusal.headers(), Bodies.bytes(refusal.body()));
        return play.cut();
    }

    static List<Step> json(
            Manner manner, Scenario scenario, Map<String, String> headers, JsonNode body) {
        Screenplay play = new Screenplay(manner, scenario);
        boolean broken = scenario.malformedChunk() != null;
        play.pause(scenario.firstTokenDelayMs());
        play.json(200, headers, broken ? NOT_JSON : Bodies.bytes(body));
        return play.cut();
    }

    static List<Step> stream(
            Manner manner,
            Scenario scenario,
            Map<String, String> headers,
            ChatWire wire,
            boolean usageAsked) {
        Screenplay play = new Screenplay(manner, scenario);
        play.stream(headers, wire, usageAsked);
        return play.cut();
    }

    static List<Step> errorInStream(
            Manner manner, Scenario scenario, Map<String, String> headers, JsonNode error) {
        Screenplay play = new Screenplay(manner, scenario);
        play.streamHead(headers);
        play.send(SseEncoder.data(Bodies.bytes(error)));
        play.steps.add(new Step.End());
        return play.cut();
    }

    private void json(int status, Map<String, String> headers, byte[] body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-type", "application/json");
        steps.add(new Step.Head(status, all, body.length));
        send(body);
        steps.add(new Step.End());
    }

    private void streamHead(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-type", "text/event-stream; charset=utf-8");
        all.put("cache-control", "no-cache");
        steps.add(new Step.Head(200, all, null));
    }

    private void stream(Map<String, String> headers, ChatWire wire, boolean usageAsked) {
        streamHead(headers);
        if (manner == Manner.OPENROUTER) {
            send(SseEncoder.comment("OPENROUTER PROCESSING"));
        }
        wire.opening().forEach(this::chunk);
        pause(scenario.firstTokenDelayMs());
        if (!content(wire)) {
            return;
        }
        pause(scenario.gapMs());
        closing(wire, usageAsked);
        if (!scenario.omitDone()) {
            send(SseEncoder.done());
        }
        steps.add(new Step.End());
    }

    /// Answers false if the play has ended within the content.
    private boolean content(ChatWire wire) {
        int number = 0;
        for (ObjectNode chunk : wire.content()) {
            if (stopsAfter(number)) {
                return false;
            }
            if (number > 0) {
                pause(scenario.gapMs());
            }
            number++;
            if (scenario.malformedChunk() != null && scenario.malformedChunk() == number) {
                send(SseEncoder.data(NOT_JSON));
            } else {
                chunk(chunk);
            }
        }
        return !stopsAfter(number);
    }

    private boolean stopsAfter(int number) {
        if (scenario.stallAfterChunks() != null && number >= scenario.stallAfterChunks()) {
            steps.add(new Step.Stall());
            return true;
        }
        if (scenario.errorMidStream() != null && number >= scenario.errorMidStream()) {
            errorFrame();
            steps.add(new Step.End());
            return true;
        }
        return false;
    }

    private void errorFrame() {
        String message = "The simulator was told to fail in mid-stream.";
        byte[] body = Bodies.bytes(ErrorBodies.body(manner, 503, "server_is_overloaded", message));
        send(manner == Manner.ANTHROPIC ? SseEncoder.event("error", body) : SseEncoder.data(body));
    }

    /// Groq tells usage in a field of its own, Mistral tells it unasked, both with the last choice.
    private void closing(ChatWire wire, boolean usageAsked) {
        List<ObjectNode> chunks = wire.closing();
        if (!scenario.omitUsage()) {
            ObjectNode last = chunks.getLast();
            if (manner == Manner.GROQ) {
                last.putObject("x_groq").put("id", wire.id()).set("usage", wire.usage());
            } else if (manner == Manner.MISTRAL) {
                last.set("usage", wire.usage());
            }
        }
        chunks.forEach(this::chunk);
        if (usageAsked && !scenario.omitUsage() && manner != Manner.MISTRAL) {
            chunk(wire.usageChunk());
        }
    }

    private void chunk(ObjectNode chunk) {
        send(SseEncoder.data(Bodies.bytes(chunk)));
    }

    private void send(byte[] bytes) {
        steps.add(new Step.Send(bytes));
    }

    private void pause(int millis) {
        if (millis > 0) {
            steps.add(new Step.Pause(millis));
        }
    }

    private List<Step> cut() {
        Integer limit = scenario.cutAfterBytes();
        if (limit == null) {
            return steps;
        }
        List<Step> kept = new ArrayList<>();
        int left = limit;
        for (Step step : steps) {
            if (step instanceof Step.Send send && send.bytes().length > left) {
                byte[] part = new byte[left];
                System.arraycopy(send.bytes(), 0, part, 0, left);
                kept.add(new Step.Send(part));
                kept.add(new Step.Cut(scenario.reset()));
                return kept;
            }
            left -= step instanceof Step.Send send ? send.bytes().length : 0;
            kept.add(step);
        }
        return kept;
    }
}

package io.spidergate.simulator.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.sse.SseEncoder;
import io.spidergate.simulator.wire.Bodies;
import io.spidergate.simulator.wire.CallIds;
import io.spidergate.simulator.wire.Failure;
import io.spidergate.simulator.wire.Frame;
import io.spidergate.simulator.wire.Telling;
import io.spidergate.simulator.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes an answer as Google's response or as a stream of responses: events without names and
/// without a last word, or the items of an array.
record GeminiWire(Telling telling, GeminiAnswer answer, boolean array) implements Wire {

    private static final byte[] NOT_JSON =
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":".getBytes(StandardCharsets.UTF_8);

    @Override
    public JsonNode document() {
        return answer.answer().finish().refusesPrompt()
                ? refused()
                : response(answer.wholeParts(), true);
    }

    @Override
    public String streamType() {
        return array ? "application/json; charset=UTF-8" : "text/event-stream";
    }

    @Override
    public List<Frame> opening() {
        return List.of();
    }

    @Override
    public List<Frame> content() {
        List<Frame> frames = new ArrayList<>();
        for (ObjectNode part : answer.parts()) {
            byte[] json = Bodies.bytes(response(List.of(part), false));
            frames.add(Frame.content(framed(json, frames.size())));
        }
        return frames;
    }

    @Override
    public List<Frame> closing() {
        return List.of();
    }

    /// The frame with the reason to finish is all that tells the end.
    @Override
    public List<Frame> end() {
        JsonNode last =
                answer.answer().finish().refusesPrompt()
                        ? refused()
                        : response(List.of(answer.lastPart()), true);
        return closed(Bodies.bytes(last), answer.parts().size());
    }

    @Override
    public byte[] broken(int sent) {
        return framed(NOT_JSON, sent);
    }

    @Override
    public List<Frame> failed(Failure failure, int sent) {
        return closed(Bodies.bytes(failure.body()), sent);
    }

    private List<Frame> closed(byte[] json, int sent) {
        Frame frame = Frame.around(framed(json, sent));
        return array ? List.of(frame, Frame.around(ascii("\n]\n"))) : List.of(frame);
    }

    private byte[] framed(byte[] json, int sent) {
        if (!array) {
            return SseEncoder.data(json);
        }
        byte[] lead = ascii(sent == 0 ? "[" : ",\r\n");
        byte[] frame = Arrays.copyOf(lead, lead.length + json.length);
        System.arraycopy(json, 0, frame, lead.length, json.length);
        return frame;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private ObjectNode response(List<ObjectNode> parts, boolean last) {
        ObjectNode body = Bodies.object();
        ObjectNode candidate = body.putArray("candidates").addObject();
        ObjectNode content = candidate.putObject("content").put("role", "model");
        if (!parts.isEmpty()) {
            content.putArray("parts").addAll(parts);
        }
        if (last) {
            candidate.put("finishReason", answer.finishReason());
        }
        candidate.put("index", 0);
        if (last && answer.finishReason().equals("SAFETY")) {
            harm(candidate.putArray("safetyRatings"));
        }
        return with(body, last ? answer.usage() : answer.promptUsage());
    }

    /// No candidate, since the prompt itself was stopped.
    private ObjectNode refused() {
        ObjectNode body = Bodies.object();
        ObjectNode feedback = body.putObject("promptFeedback").put("blockReason", "SAFETY");
        harm(feedback.putArray("safetyRatings"));
        return with(body, answer.promptUsage());
    }

    private static void harm(ArrayNode ratings) {
        ratings.addObject()
                .put("category", "HARM_CATEGORY_DANGEROUS_CONTENT")
                .put("probability", "HIGH")
                .put("blocked", true);
    }

    private ObjectNode with(ObjectNode body, ObjectNode usage) {
        if (telling.withUsage()) {
            body.set("usageMetadata", usage);
        }
        return body.put("modelVersion", telling.model())
                .put("responseId", CallIds.of("sim", telling.number()));
    }
}

package io.spidergate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.simulator.wire.Bodies;
import io.spidergate.simulator.wire.Failure;
import io.spidergate.simulator.wire.Frame;
import io.spidergate.simulator.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Hears what [Speech] says: the words at the beginning of each of its pieces. In the form that was
/// asked for; models named `whisper` do not stream, as OpenAI's.
record Transcription(JsonNode request, String heard) implements Wire {

    private static final int PIECE_BYTES = 1_024;
    private static final int TOKENS_PER_PIECE = 10;

    /// Empty where there is no sound.
    static String heard(JsonNode file) {
        byte[] sound = bytes(file);
        StringBuilder words = new StringBuilder();
        for (int piece = 0; piece < sound.length; piece += PIECE_BYTES) {
            int end = piece;
            while (end < sound.length && sound[end] != 0 && end < piece + PIECE_BYTES) {
                end++;
            }
            words.append(words.isEmpty() ? "" : " ")
                    .append(new String(sound, piece, end - piece, StandardCharsets.UTF_8));
        }
        return words.toString();
    }

    private static byte[] bytes(JsonNode file) {
        try {
            return file.isBinary() ? file.binaryValue() : new byte[0];
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    boolean isStreamed() {
        String model = request.path("model").asText().toLowerCase(Locale.ROOT);
        return isText() || request.path("stream").asBoolean() && !model.contains("whisper");
    }

    private boolean isText() {
        return switch (request.path("response_format").asText()) {
            case "text", "srt", "vtt" -> true;
            default -> false;
        };
    }

    @Override
    public String streamType() {
        return isText() ? "text/plain; charset=utf-8" : Wire.super.streamType();
    }

    @Override
    public JsonNode document() {
        ObjectNode body = Bodies.object().put("text", heard);
        usage(body.putObject("usage"));
        return body;
    }

    private void usage(ObjectNode usage) {
        long input =
                (long) TOKENS_PER_PIECE
                        * Math.ceilDiv(bytes(request.path("file")).length, PIECE_BYTES);
        long output = TokenEstimate.ofText(heard);
        usage.put("type", "tokens")
                .put("input_tokens", input)
                .put("output_tokens", output)
                .put("total_tokens", input + output);
    }

    @Override
    public List<Frame> opening() {
        return List.of();
    }

    @Override
    public List<Frame> content() {
        if (isText()) {
            return List.of(Frame.content(captions().getBytes(StandardCharsets.UTF_8)));
        }
        List<Frame> frames = new ArrayList<>();
        for (String word : heard.split("(?<= )", -1)) {
            frames.add(
                    Frame.content(
                            event(
                                    Bodies.object()
                                            .put("type", "transcript.text.delta")
                                            .put("delta", word))));
        }
        return frames;
    }

    private String captions() {
        return switch (request.path("response_format").asText()) {
            case "srt" -> "1\n00:00:00,000 --> 00:00:01,000\n" + heard + "\n\n";
            case "vtt" -> "WEBVTT\n\n00:00.000 --> 00:01.000\n" + heard + "\n\n";
            default -> heard + "\n";
        };
    }

    private static byte[] event(JsonNode data) {
        return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<Frame> closing() {
        return List.of();
    }

    @Override
    public List<Frame> end() {
        if (isText()) {
            return List.of();
        }
        ObjectNode done = Bodies.object().put("type", "transcript.text.done").put("text", heard);
        usage(done.putObject("usage"));
        return List.of(Frame.content(event(done)));
    }

    @Override
    public byte[] broken(int sent) {
        return "data: {\"type\": \n\n".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<Frame> failed(Failure failure, int sent) {
        return List.of(Frame.content(event(failure.body())));
    }
}

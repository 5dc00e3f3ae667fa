package io.spidergate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.simulator.wire.Failure;
import io.spidergate.simulator.wire.Frame;
import io.spidergate.simulator.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Sound in name only: for each word a piece that begins with the word and goes on with nothing,
/// the same for the same words.
record Speech(JsonNode request) implements Wire {

    private static final int PIECE_BYTES = 1_024;

    @Override
    public String streamType() {
        return switch (request.path("response_format").asText("mp3")) {
            case "opus" -> "audio/ogg";
            case "aac" -> "audio/aac";
            case "flac" -> "audio/flac";
            case "wav" -> "audio/wav";
            case "pcm" -> "audio/pcm";
            default -> "audio/mpeg";
        };
    }

    @Override
    public List<Frame> content() {
        List<Frame> pieces = new ArrayList<>();
        for (String word : request.path("input").asText().strip().split("\\s+", -1)) {
            byte[] piece = new byte[PIECE_BYTES];
            byte[] said = word.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(said, 0, piece, 0, Math.min(said.length, piece.length));
            pieces.add(Frame.content(piece));
        }
        return pieces;
    }

    @Override
    public JsonNode document() {
        throw new IllegalStateException("speech is no document");
    }

    @Override
    public List<Frame> opening() {
        return List.of();
    }

    @Override
    public List<Frame> closing() {
        return List.of();
    }

    @Override
    public List<Frame> end() {
        return List.of();
    }

    @Override
    public byte[] broken(int sent) {
        return new byte[] {0};
    }

    @Override
    public List<Frame> failed(Failure failure, int sent) {
        return List.of();
    }
}

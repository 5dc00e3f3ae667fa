package io.spidergate.llm.transcriptions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.json.CheckedBody;
import io.spidergate.llm.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A recording whose words a caller wants, after all checks. Immutable.
///
/// @param parts of the form as they came, the recording among them
/// @param fields that were checked, as far as they are known here
public record TranscriptionRequest(
        List<FormPart> parts,
        FormPart file,
        ObjectNode fields,
        TranscriptForm form,
        SpidergateOptions options) {

    /// OpenAI's limit.
    public static final int MOST_BYTES = 25 * 1024 * 1024;

    /// Beside the recording, for fields and what stands around them.
    public static final int FIELD_BYTES = 256 * 1024;

    /// OpenAI tells of 0.006 USD a minute at 6 USD a million tokens.
    private static final int TOKENS_PER_MINUTE = 1_000;

    /// Twice what a fast speaker says.
    private static final int MOST_WORDS_TOKENS_PER_MINUTE = 600;

    private static final int SECONDS_PER_MINUTE = 60;

    public TranscriptionRequest {
        parts = List.copyOf(parts);
    }

    /// Never throws, whatever the parts.
    public static CheckedBody<TranscriptionRequest> of(List<FormPart> parts) {
        return new TranscriptionFields().read(parts);
    }

    public String model() {
        return fields.path("model").asText();
    }

    public boolean stream() {
        return fields.path("stream").asBoolean();
    }

    /// About how many tokens of sound and hints that is; few providers tell.
    public long promptTokens() {
        return tokens(TOKENS_PER_MINUTE) + TokenEstimate.ofText(fields.path("prompt").asText());
    }

    /// More than can be said in that time.
    public int mostTokens() {
        return Math.toIntExact(tokens(MOST_WORDS_TOKENS_PER_MINUTE));
    }

    private long tokens(int perMinute) {
        return Math.ceilDiv(SoundLength.seconds(file) * perMinute, SECONDS_PER_MINUTE);
    }

    /// What a body of [#bodyFor] is declared as.
    public static String mediaType() {
        return FormWriter.mediaType();
    }

    /// The form for a provider: its name of the model, nothing of ours, all else as it came.
    public byte[] bodyFor(String upstreamModel) {
        List<FormPart> out = new ArrayList<>(parts.size());
        for (FormPart part : parts) {
            switch (part.name()) {
                case "model" -> out.add(FormPart.field("model", upstreamModel));
                case "spidergate_options" -> {}
                default -> out.add(part);
            }
        }
        return FormWriter.bytes(out);
    }

    /// The request in words: its fields, and of the recording what tells it from others. Nobody
    /// hears it from that.
    public byte[] description() {
        ObjectNode told = Json.MAPPER.createObjectNode();
        for (FormPart part : parts) {
            if (!part.isFile()) {
                list(told, part.name()).add(part.text());
            }
        }
        told.putObject("file")
                .put("name", file.fileName())
                .put("bytes", file.length())
                .put("sha256", digest());
        return Json.bytes(told);
    }

    private static ArrayNode list(ObjectNode of, String name) {
        return of.get(name) instanceof ArrayNode begun ? begun : of.putArray(name);
    }

    private String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(file.form(), file.from(), file.length());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

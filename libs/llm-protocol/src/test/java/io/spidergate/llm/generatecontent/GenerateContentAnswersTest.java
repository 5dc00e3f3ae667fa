package io.spidergate.llm.generatecontent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.AnswerHead;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.Answers;
import io.spidergate.llm.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers of Google and what they mean, and the laws of reader and writer together.
final class GenerateContentAnswersTest {

    private static final AnswerHead HEAD = new AnswerHead("a1", "served", 1, 0, false);

    private static List<String> lines(List<AnswerPart> parts) {
        return AnswerParts.joined(parts).stream().map(AnswerPart::toString).toList();
    }

    private static List<AnswerPart> event(GenerateContentAnswerReader reader, JsonNode frame) {
        byte[] json = Json.bytes(frame);
        return reader.event("message", json, 0, json.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"thinking-and-call", "sealed-text", "blocked-prompt"})
    void meansTheSamePlainStreamedAndAsAnArray(String name) {
        JsonNode golden = Golden.read("answers/" + name);
        List<String> meant = Golden.lines(golden.path("parts"));
        var plain = new GenerateContentAnswerReader().plain(Json.bytes(golden.path("plain")));
        var array = new GenerateContentAnswerReader().plain(Json.bytes(golden.path("frames")));
        var reader = new GenerateContentAnswerReader();
        List<AnswerPart> streamed = new ArrayList<>();
        golden.path("frames").forEach(frame -> streamed.addAll(event(reader, frame)));
        assertThat(lines(plain)).isEqualTo(meant);
        assertThat(lines(array)).isEqualTo(meant);
        assertThat(lines(streamed)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"thinking-and-call", "sealed-text", "blocked-prompt"})
    void isAnAnswerThatTheOfficialClientParses(String name) {
        JsonNode golden = Golden.read("answers/" + name);
        assertThat(GoogleClient.plain(Json.bytes(golden.path("plain"))).usageMetadata())
                .isPresent();
    }

    private static byte[] stream(GenerateContentAnswerWriter writer, List<AnswerPart> parts) {
        var out = new ByteArrayOutputStream();
        parts.forEach(part -> out.writeBytes(writer.frames(List.of(part))));
        out.writeBytes(writer.end());
        return out.toByteArray();
    }

    @Test
    void readsWhatItWroteStreamedOrPlain() {
        qt().withExamples(500)
                .forAll(AnswerParts.any())
                .checkAssert(parts -> {
                    byte[] frames = stream(new GenerateContentAnswerWriter(HEAD), parts);
                    byte[] body = new GenerateContentAnswerWriter(HEAD).plain(parts);
                    List<AnswerPart> meant = AnswerParts.joined(parts);
                    assertThat(
                                    AnswerParts.joined(
                                            Answers.read(
                                                    new GenerateContentAnswerReader(), frames)))
                            .isEqualTo(meant);
                    assertThat(AnswerParts.joined(new GenerateContentAnswerReader().plain(body)))
                            .isEqualTo(meant);
                });
    }

    @Test
    void satisfiesTheOfficialClientWhateverTheParts() {
        qt().withExamples(200)
                .forAll(AnswerParts.any())
                .checkAssert(parts -> {
                    byte[] frames = stream(new GenerateContentAnswerWriter(HEAD), parts);
                    assertThat(GoogleClient.streamed(frames).getLast().usageMetadata()).isPresent();
                    assertThat(
                                    GoogleClient.plain(
                                                    new GenerateContentAnswerWriter(HEAD)
                                                            .plain(parts))
                                            .candidates())
                            .isPresent();
                });
    }
}

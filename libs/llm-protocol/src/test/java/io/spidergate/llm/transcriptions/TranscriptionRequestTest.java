package io.spidergate.llm.transcriptions;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.spidergate.llm.json.CheckedBody;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptionRequestTest {

    private static final byte[] SOUND = new byte[120_000];

    @Test
    void sendsOnAllButWhatIsMeantForTheGateway() {
        TranscriptionRequest request =
                valid(
                        file(bytes("la la")),
                        FormPart.field("model", "task"),
                        FormPart.field("timestamp_granularities[]", "word"),
                        FormPart.field("timestamp_granularities[]", "segment"),
                        FormPart.field("spidergate_options", "{\"retry_count\": 2}"));

        assertThat(request.options().retryCount()).contains(2);
        assertThat(request.bodyFor("whisper"))
                .asString(StandardCharsets.UTF_8)
                .contains("filename=\"a.mp3\"\r\nContent-Type: audio/mpeg\r\n\r\nla la\r\n")
                .contains("name=\"model\"\r\n\r\nwhisper\r\n")
                .contains("name=\"timestamp_granularities[]\"\r\n\r\nword\r\n")
                .contains("name=\"timestamp_granularities[]\"\r\n\r\nsegment\r\n")
                .doesNotContain("task", "spidergate_options")
                .endsWith("--\r\n");
    }

    /// What came from a stranger stays inside its quotes.
    @Test
    void aNameCannotAddHeaders() {
        TranscriptionRequest request =
                valid(
                        FormPart.file("a\"\r\nX-Evil: 1\r\n\r\n", "audio/x\r\nY: 1", SOUND),
                        FormPart.field("model", "m"));

        assertThat(new String(request.bodyFor("m"), StandardCharsets.ISO_8859_1))
                .contains("filename=\"a%22%0D%0AX-Evil: 1%0D%0A%0D%0A\"")
                .contains("Content-Type: audio/x%0D%0AY: 1\r\n");
    }

    @Test
    void soundOfUnknownKindIsTakenToBeLong() {
        assertThat(valid(file(SOUND), FormPart.field("model", "m")).promptTokens())
                .as("a minute of the poorest quality")
                .isEqualTo(1_000);
    }

    @Test
    void aWavFileTellsHowLongItIs() {
        byte[] wav = SOUND.clone();
        ByteBuffer.wrap(wav)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(bytes("RIFF....WAVEfmt "))
                .putInt(28, 12_000);
        TranscriptionRequest request = valid(file(wav), FormPart.field("model", "m"));

        assertThat(request.promptTokens()).as("ten seconds").isEqualTo(167);
        assertThat(request.mostTokens()).isEqualTo(100);
    }

    /// The file is told by what distinguishes it, never by what can be heard in it.
    @Test
    void isDescribedWithoutTheSound() {
        byte[] told =
                valid(file(bytes("secret words")), FormPart.field("model", "m")).description();

        assertThat(told)
                .asString(StandardCharsets.UTF_8)
                .contains("\"model\":[\"m\"]", "\"bytes\":12", "\"sha256\":\"")
                .doesNotContain("secret");
        assertThat(valid(file(bytes("Secret words")), FormPart.field("model", "m")).description())
                .isNotEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'' ; model",
                "model= ; model",
                "model=m,model=n ; model",
                "model=m,response_format=midi ; response_format",
                "model=m,response_format=srt,stream=true ; response_format",
                "model=m,stream=yes ; stream",
                "model=m,temperature=2 ; temperature",
                "model=m,temperature=hot ; temperature",
                "model=m,spidergate_options=x ; spidergate_options",
                "model=m,spidergate_options=[] ; spidergate_options",
                "model=m,spidergate_options={\"timeout_ms\":0} ; spidergate_options.timeout_ms",
                "model=m,file=words ; file",
            })
    void namesTheFieldThatIsWrong(String fields, String wrong) {
        List<FormPart> parts = new ArrayList<>();
        parts.add(file(SOUND));
        for (String field : fields.isEmpty() ? new String[0] : fields.split(",", -1)) {
            String[] pair = field.split("=", 2);
            parts.add(FormPart.field(pair[0], pair[1]));
        }
        assertWrong(parts, wrong);
    }

    @Test
    void aFileMustBeThereAndWithinTheLimit() {
        FormPart model = FormPart.field("model", "m");
        assertWrong(List.of(model), "file");
        assertWrong(List.of(model, FormPart.field("file", "words")), "file");
        assertWrong(List.of(model, file(new byte[0])), "file");
        assertWrong(List.of(model, file(new byte[TranscriptionRequest.MOST_BYTES + 1])), "file");
    }

    private static void assertWrong(List<FormPart> parts, String field) {
        assertThat(TranscriptionRequest.of(parts))
                .isInstanceOfSatisfying(
                        CheckedBody.Invalid.class,
                        wrong -> assertThat(wrong.reason().field()).isEqualTo(field));
    }

    /// Whatever a caller sends is either refused with a reason or can be sent on.
    @FuzzTest
    void anyFieldIsRefusedWithAReasonOrCanBeSentOn(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (String name : List.of("temperature", "stream", "spidergate_options", text)) {
            List<FormPart> parts =
                    List.of(
                            FormPart.file(text, text, new byte[] {1}),
                            FormPart.field("model", "m"),
                            FormPart.field(name, text));
            switch (TranscriptionRequest.of(parts)) {
                case CheckedBody.Invalid<TranscriptionRequest>(var reason) ->
                        assertThat(reason.message()).isNotBlank();
                case CheckedBody.Valid<TranscriptionRequest>(TranscriptionRequest request) -> {
                    assertThat(request.bodyFor("up")).isNotEmpty();
                    assertThat(request.description()).isNotEmpty();
                }
            }
        }
    }

    @FuzzTest
    void anyAnswerIsReadOrRefused(byte[] bytes) {
        assertThat(Transcript.read(bytes)).isNotNull();
        assertThat(TranscriptEvent.read(bytes)).isNotNull();
    }

    private static FormPart file(byte[] sound) {
        return FormPart.file("a.mp3", "audio/mpeg", sound);
    }

    private static TranscriptionRequest valid(FormPart... parts) {
        return ((CheckedBody.Valid<TranscriptionRequest>) TranscriptionRequest.of(List.of(parts)))
                .request();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

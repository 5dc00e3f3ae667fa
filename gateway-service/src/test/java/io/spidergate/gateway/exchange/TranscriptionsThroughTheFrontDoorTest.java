package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.core.MultipartField;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionStreamEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.TokenPrice;
import io.spidergate.simulator.Scenario;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// OpenAI's own client has recordings written down, by one provider that is paid and one that is
/// free.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class TranscriptionsThroughTheFrontDoorTest extends FrontDoor {

    private static final String REF = "hearing00001";
    private static final int PIECE = 1_024;
    private static int counter;

    /// Cooldowns outlive a test; a model of its own keeps each to itself.
    private final String model = "ears-" + counter++;

    @BeforeEach
    void landscape() {
        tokens.put(Landscape.token(REF));
        tables.set(
                new Landscape()
                        .provider("openai", simulator.baseUrl("openai"))
                        .provider("groq", simulator.baseUrl("groq"), Landscape.PATIENT)
                        .deployment("openai", model, Landscape.ONE_AND_TWO)
                        .deployment("groq", model, TokenPrice.FREE)
                        .deployment("groq", "whisper-" + model, TokenPrice.FREE)
                        .offering(Set.of(Capability.AUDIO_TRANSCRIPTION))
                        .deployment("openai", "chat-" + model, TokenPrice.FREE)
                        .alias("client:ears", "openai/" + model, "groq/" + model)
                        .table());
    }

    @Test
    void whatIsSaidIsWrittenDown() {
        var heard =
                openAi(REF)
                        .audio()
                        .transcriptions()
                        .create(asked("openai/" + model, "one two", it -> it))
                        .asTranscription();

        assertThat(heard.text()).isEqualTo("one two");
        assertThat(heard._additionalProperties()).containsKey("spidergate_metadata");
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.endpoint()).isEqualTo("/audio/transcriptions");
        assertThat(event.outcome().result()).isEqualTo(Result.COMPLETED);
        assertThat(event.usage().evidence()).isEqualTo(Evidence.MEASURED);
        assertThat(event.usage().inputTokens()).isEqualTo(20);
        assertThat(event.cost().nanoUsd())
                .isEqualTo(20 * 1_000 + event.usage().outputTokens() * 2_000);
    }

    @Test
    void anotherListensWhereOneDoesNot() {
        simulator.script(Scenario.of("{provider: openai, status: 429}"));

        assertThat(text("client:ears", "one two", it -> it)).contains("one two");
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.servedProvider()).isEqualTo("groq");
        assertThat(event.attempts()).hasSize(2);
        assertThat(event.cost().nanoUsd()).isZero();
    }

    @Test
    void captionsComeByteForByteAsWhatTheyAre() throws Exception {
        HttpResponse<String> captions = raw("client:ears", "srt", sound("one two"));

        assertThat(captions.headers().firstValue("content-type"))
                .hasValue("text/plain; charset=utf-8");
        assertThat(captions.body()).isEqualTo("1\n00:00:00,000 --> 00:00:01,000\none two\n\n");
        assertThat(journal.await(1).getFirst().usage().outputTokens()).isPositive();
    }

    @Test
    void anErrorIsNotPassedOnAsCaptions() throws Exception {
        simulator.script(Scenario.of("{provider: openai, errorInside200: true}"));

        assertThat(raw("client:ears", "text", sound("one")).body()).isEqualTo("one\n");
        assertThat(journal.await(1).getFirst().servedProvider()).isEqualTo("groq");
    }

    @Test
    void wordsComeAsTheyAreHeard() {
        List<TranscriptionStreamEvent> events = streamed("openai/" + model, "one two three");

        assertThat(events).hasSize(4);
        assertThat(events.get(1).asTranscriptTextDelta().delta()).isEqualTo("two ");
        assertThat(events.getLast().asTranscriptTextDone().text()).isEqualTo("one two three");
        assertThat(journal.await(1).getFirst().usage().evidence()).isEqualTo(Evidence.MEASURED);
    }

    /// OpenAI's older models answer with a document where events are asked for.
    @Test
    void whoCannotStreamIsHeardAtOnce() {
        List<TranscriptionStreamEvent> events = streamed("groq/whisper-" + model, "one two");

        assertThat(events).hasSize(2);
        assertThat(events.getFirst().asTranscriptTextDelta().delta()).isEqualTo("one two");
        assertThat(events.getLast().asTranscriptTextDone().text()).isEqualTo("one two");
    }

    @Test
    void aStreamThatBreaksOffNeverLooksComplete() {
        simulator.script(Scenario.of("{provider: openai, errorMidStream: 1}"));

        assertThatThrownBy(() -> streamed("openai/" + model, "one two three"))
                .isInstanceOf(SseException.class);
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.outcome().result()).isEqualTo(Result.CUT);
        assertThat(event.attempts().getFirst().failureClass()).isEqualTo(FailureClass.STREAM_CUT);
    }

    @Test
    void aStreamWithoutItsLastEventIsNoAnswer() {
        simulator.script(Scenario.of("{provider: openai, omitDone: true}"));

        assertThatThrownBy(() -> streamed("openai/" + model, "one two three"))
                .isInstanceOf(SseException.class);
    }

    @Test
    void aModelThatOnlyChatsIsNotAsked() {
        OpenAIServiceException refused =
                catchThrowableOfType(
                        OpenAIServiceException.class,
                        () -> text("openai/chat-" + model, "one", it -> it));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void namesTheFieldThatIsWrong() {
        BadRequestException wrong =
                catchThrowableOfType(
                        BadRequestException.class,
                        () -> text("openai/" + model, "one", it -> it.temperature(3)));

        assertThat(wrong.param()).contains("temperature");
        assertThat(journal.events()).isEmpty();
    }

    @Test
    void onlyAFormIsTaken() throws Exception {
        HttpResponse<String> refused =
                post("application/json", "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(refused.body()).contains("send multipart/form-data");
    }

    /// Twenty-five megabytes go through whole; one byte more does not.
    @Test
    void theLargestRecordingIsTakenAndALargerOneRefused() throws Exception {
        byte[] sound = new byte[25 << 20];
        sound[0] = 'a';

        HttpResponse<String> heard = raw("groq/" + model, "json", sound);
        HttpResponse<String> refused = raw("groq/" + model, "json", new byte[(25 << 20) + 1]);

        assertThat(heard.statusCode()).as(heard.body()).isEqualTo(200);
        assertThat(heard.body()).contains("\"input_tokens\":" + 10 * (25 << 10));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("between 1 and 26214400 bytes, not 26214401");
    }

    private String text(
            String by, String words, UnaryOperator<TranscriptionCreateParams.Builder> more) {
        return openAi(REF)
                .audio()
                .transcriptions()
                .create(asked(by, words, more))
                .asTranscription()
                .text();
    }

    private List<TranscriptionStreamEvent> streamed(String by, String words) {
        try (StreamResponse<TranscriptionStreamEvent> events =
                openAi(REF).audio().transcriptions().createStreaming(asked(by, words, it -> it))) {
            return new ArrayList<>(events.stream().toList());
        }
    }

    private static TranscriptionCreateParams asked(
            String by, String words, UnaryOperator<TranscriptionCreateParams.Builder> more) {
        return more.apply(
                        TranscriptionCreateParams.builder()
                                .model(by)
                                .responseFormat(AudioResponseFormat.JSON)
                                .file(
                                        MultipartField.<InputStream>builder()
                                                .value(new ByteArrayInputStream(sound(words)))
                                                .filename("words.mp3")
                                                .build()))
                .build();
    }

    /// As the simulator speaks.
    private static byte[] sound(String words) {
        String[] each = words.split(" ", -1);
        byte[] sound = new byte[PIECE * each.length];
        for (int at = 0; at < each.length; at++) {
            byte[] word = each[at].getBytes(StandardCharsets.UTF_8);
            System.arraycopy(word, 0, sound, at * PIECE, word.length);
        }
        return sound;
    }

    /// OpenAI's client takes JSON for the only form.
    private HttpResponse<String> raw(String by, String form, byte[] sound) throws Exception {
        String head =
                """
                --b
                Content-Disposition: form-data; name="model"

                %s
                --b
                Content-Disposition: form-data; name="response_format"

                %s
                --b
                Content-Disposition: form-data; name="file"; filename="a.mp3"

                """
                        .formatted(by, form)
                        .replace("\n", "\r\n");
        byte[] start = head.getBytes(StandardCharsets.UTF_8);
        byte[] end = "\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[start.length + sound.length + end.length];
        System.arraycopy(start, 0, body, 0, start.length);
        System.arraycopy(sound, 0, body, start.length, sound.length);
        System.arraycopy(end, 0, body, start.length + sound.length, end.length);
        return post("multipart/form-data; boundary=b", body);
    }

    private HttpResponse<String> post(String type, byte[] body) throws Exception {
        URI there = root.resolve("/v1/audio/transcriptions");
        HttpRequest request =
                HttpRequest.newBuilder(there)
                        .header("authorization", "Bearer " + Landscape.secret(REF))
                        .header("content-type", type)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}

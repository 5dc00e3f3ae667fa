package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.core.http.HttpResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.audio.speech.SpeechCreateParams;
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
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// OpenAI's own client has words said, by one provider that is paid and one that is free.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class SpeechThroughTheFrontDoorTest extends FrontDoor {

    private static final String REF = "speech000001";
    private static final int PIECE = 1_024;
    private static int counter;

    /// Cooldowns outlive a test; a model of its own keeps each to itself.
    private final String model = "voice-" + counter++;

    @BeforeEach
    void landscape() {
        tokens.put(Landscape.token(REF));
        tables.set(
                new Landscape()
                        .provider("openai", simulator.baseUrl("openai"))
                        .provider("groq", simulator.baseUrl("groq"))
                        .deployment("openai", model, Landscape.ONE_AND_TWO)
                        .deployment("groq", model, TokenPrice.FREE)
                        .offering(Set.of(Capability.SPEECH))
                        .deployment("openai", "chat-" + model, TokenPrice.FREE)
                        .alias("client:voice", "openai/" + model, "groq/" + model)
                        .table());
    }

    @Test
    void soundComesByteForByteAsWhatItIs() throws IOException {
        Sound sound = said("openai/" + model, "A web of words.");

        assertThat(sound.type()).containsExactly("audio/mpeg");
        assertThat(sound.bytes()).hasSize(4 * PIECE).startsWith('A', 0);
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.endpoint()).isEqualTo("/audio/speech");
        assertThat(event.outcome().result()).isEqualTo(Result.COMPLETED);
        assertThat(event.usage().evidence()).as("no provider tells").isEqualTo(Evidence.ESTIMATED);
        assertThat(event.usage().outputTokens()).isEqualTo(21);
        assertThat(event.cost().nanoUsd())
                .isEqualTo(event.usage().inputTokens() * 1_000 + 21 * 2_000);
    }

    @Test
    void anotherSpeaksWhereOneDoesNotBegin() throws IOException {
        simulator.script(Scenario.of("{provider: openai, status: 429}"));

        assertThat(said("client:voice", "one two").bytes()).hasSize(2 * PIECE);
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.servedProvider()).isEqualTo("groq");
        assertThat(event.cost().nanoUsd()).isZero();
    }

    /// An error in JSON under status 200 would be noise in somebody's ear.
    @Test
    void whatIsNoSoundIsNotPassedOn() throws IOException {
        simulator.script(Scenario.of("{provider: openai, errorInside200: true}"));

        assertThat(said("client:voice", "one").bytes()).hasSize(PIECE);
        assertThat(journal.await(1).getFirst().servedProvider()).isEqualTo("groq");
    }

    @Test
    void soundThatBreaksOffNeverLooksComplete() {
        simulator.script(Scenario.of("{provider: openai, cutAfterBytes: 1500}"));

        assertThatThrownBy(() -> said("openai/" + model, "one two three"))
                .isInstanceOf(IOException.class);
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.outcome().result()).isEqualTo(Result.CUT);
        assertThat(event.attempts().getFirst().failureClass()).isEqualTo(FailureClass.STREAM_CUT);
        assertThat(event.cost().nanoUsd()).as("made and paid for").isPositive();
    }

    @Test
    void aModelThatOnlyChatsIsNotAsked() {
        OpenAIServiceException refused =
                catchThrowableOfType(
                        OpenAIServiceException.class, () -> said("openai/chat-" + model, "one"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void namesTheFieldThatIsWrong() {
        BadRequestException wrong =
                catchThrowableOfType(BadRequestException.class, () -> said("openai/" + model, ""));

        assertThat(wrong.param()).contains("input");
        assertThat(journal.events()).isEmpty();
    }

    private Sound said(String by, String words) throws IOException {
        SpeechCreateParams asked =
                SpeechCreateParams.builder().model(by).input(words).voice("nova").build();
        try (HttpResponse response = openAi(REF).audio().speech().create(asked)) {
            return new Sound(
                    response.headers().values("content-type"), response.body().readAllBytes());
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sound(List<String> type, byte[] bytes) {}
}

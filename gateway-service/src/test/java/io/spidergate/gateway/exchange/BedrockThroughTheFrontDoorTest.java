package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.TokenPrice;
import io.spidergate.simulator.Scenario;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A caller of chat completions is served by AWS Bedrock: calls are signed, events are binary,
/// errors have their type in a header.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class BedrockThroughTheFrontDoorTest extends FrontDoor {

    private static final String REF = "bedrock00001";
    private static int counter;

    /// Cooldowns outlive a test; a model of its own keeps each to itself.
    private final String model = "amazon.nova-lite-v" + ++counter + ":0";

    @BeforeEach
    void landscape() {
        tokens.put(Landscape.token(REF));
        tables.set(
                new Landscape()
                        .bedrock(simulator)
                        .provider("groq", simulator.baseUrl("groq"))
                        .deployment("bedrock", model, Landscape.ONE_AND_TWO)
                        .deployment("groq", "second", TokenPrice.FREE)
                        .offering(Set.of(Capability.CHAT, Capability.VISION))
                        .alias("task/aws", "bedrock/" + model, "groq/second")
                        .table());
    }

    @Test
    void answersPlainlyAndIsChargedByWhatWasMeasured() {
        ChatCompletion answer = ask("bedrock/" + model, "one two");

        assertThat(text(answer)).endsWith("one two");
        assertThat(answer.usage().orElseThrow().completionTokens()).isPositive();
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.usage().evidence()).isEqualTo(Evidence.MEASURED);
        assertThat(event.cost().nanoUsd())
                .isEqualTo(
                        event.usage().inputTokens() * 1_000 + event.usage().outputTokens() * 2_000);
    }

    @Test
    void streamsWordByWord() {
        List<ChatCompletionChunk> chunks = streamed("bedrock/" + model, "one two three");

        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        chunks.forEach(whole::accumulate);
        assertThat(text(whole.chatCompletion())).endsWith("one two three");
        assertThat(chunks.size()).isGreaterThan(4);
        assertThat(journal.await(1).getFirst().usage().evidence()).isEqualTo(Evidence.MEASURED);
    }

    @ParameterizedTest
    @CsvSource({
        "status: 429, RATE_LIMITED",
        "status: 503, OVERLOADED",
        "status: 500, SERVER_ERROR",
        "status: 424, MODEL_FAULT",
        "status: 403, NO_QUOTA",
        "malformedChunk: 1, PROTOCOL_ERROR"
    })
    void anotherServesWhereItDoesNot(String fault, FailureClass kind) {
        simulator.script(Scenario.of("{provider: bedrock, " + fault + "}"));

        assertThat(text(ask("task/aws", "one two"))).endsWith("one two");
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.servedProvider()).isEqualTo("groq");
        assertThat(event.attempts().getFirst().failureClass()).isEqualTo(kind);
    }

    @Test
    void anExceptionAmongTheFirstEventsIsNotSeen() {
        simulator.script(Scenario.of("{provider: bedrock, errorMidStream: 0}"));

        assertThat(streamedText("task/aws", "one two")).endsWith("one two");
        assertThat(journal.await(1).getFirst().servedProvider()).isEqualTo("groq");
    }

    @Test
    void anExceptionInTheMiddleNeverLooksComplete() {
        simulator.script(Scenario.of("{provider: bedrock, errorMidStream: 3}"));

        assertThatThrownBy(() -> streamed("bedrock/" + model, "one two three four"))
                .isInstanceOf(SseException.class);
        assertThat(journal.await(1).getFirst().outcome().result()).isEqualTo(Result.CUT);
    }

    @Test
    void aConnectionThatBreaksInTheMiddleOfAnEventNeverLooksComplete() {
        simulator.script(Scenario.of("{provider: bedrock, cutAfterBytes: 700}"));

        assertThatThrownBy(() -> streamed("bedrock/" + model, "one two three four five six"))
                .isInstanceOf(SseException.class);
        assertThat(journal.await(1).getFirst().outcome().result()).isEqualTo(Result.CUT);
    }

    /// Bedrock takes pictures by their bytes only, so one that is linked is for others.
    @Test
    void isPassedOverForWhatItCannotCarry() {
        ChatCompletionContentPart picture =
                ChatCompletionContentPart.ofImageUrl(
                        ChatCompletionContentPartImage.builder()
                                .imageUrl(
                                        ChatCompletionContentPartImage.ImageUrl.builder()
                                                .url("https://pictures.example/web.png")
                                                .build())
                                .build());
        ChatCompletionCreateParams asked =
                ChatCompletionCreateParams.builder()
                        .model("task/aws")
                        .addUserMessageOfArrayOfContentParts(List.of(picture))
                        .build();

        openAi(REF).chat().completions().create(asked);

        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.servedProvider()).isEqualTo("groq");
        assertThat(simulator.calls()).hasSize(1);
    }

    @Test
    void aForgedSignatureIsADeadCredential() {
        tables.set(
                new Landscape()
                        .provider(
                                "forger",
                                simulator.rootUrl("bedrock").resolve("bedrock"),
                                Dialect.BEDROCK,
                                AuthScheme.AWS,
                                Landscape.QUICK)
                        .deployment("forger", model, TokenPrice.FREE)
                        .table());

        assertThatThrownBy(() -> ask("forger/" + model, "hello"))
                .isInstanceOf(OpenAIServiceException.class);
        assertThat(journal.await(1).getFirst().attempts().getFirst().failureClass())
                .isEqualTo(FailureClass.CREDENTIAL_DEAD);
    }

    private ChatCompletion ask(String by, String words) {
        return openAi(REF).chat().completions().create(params(by, words)).validate();
    }

    private List<ChatCompletionChunk> streamed(String by, String words) {
        try (StreamResponse<ChatCompletionChunk> stream =
                openAi(REF).chat().completions().createStreaming(params(by, words))) {
            return stream.stream().map(ChatCompletionChunk::validate).toList();
        }
    }

    private String streamedText(String by, String words) {
        return streamed(by, words).stream()
                .flatMap(chunk -> chunk.choices().stream())
                .flatMap(choice -> choice.delta().content().stream())
                .collect(Collectors.joining());
    }

    private static ChatCompletionCreateParams params(String by, String words) {
        return ChatCompletionCreateParams.builder().model(by).addUserMessage(words).build();
    }

    private static String text(ChatCompletion answer) {
        return answer.choices().getFirst().message().content().orElseThrow();
    }
}

package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIException;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionChoice;
import com.openai.models.completions.CompletionCreateParams;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.TokenPrice;
import io.spidergate.simulator.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class CompletionsThroughTheFrontDoorTest extends FrontDoor {

    private static final String REF = "completions1";
    private static int counter;

    /// Cooldowns outlive a test; a model of its own keeps each to itself.
    private final String model = "completions-" + counter++;

    @BeforeEach
    void landscape() {
        tokens.put(Landscape.token(REF));
        tables.set(
                new Landscape()
                        .provider("groq", simulator.baseUrl("groq"))
                        .provider("openai", simulator.baseUrl("openai"))
                        .deployment("groq", model, TokenPrice.FREE)
                        .deployment("openai", model, Landscape.ONE_AND_TWO)
                        .alias("task/complete", "groq/" + model, "openai/" + model)
                        .table());
    }

    @Test
    void answersPlainly() {
        Completion answer = client().completions().create(ask().build()).validate();

        CompletionChoice choice = answer.choices().getFirst();
        assertThat(choice.text()).contains("Say hello");
        assertThat(choice.finishReason()).isEqualTo(CompletionChoice.FinishReason.STOP);
        assertThat(answer.model()).isEqualTo(model);
        assertThat(answer.usage().orElseThrow().completionTokens()).isPositive();
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.endpoint()).isEqualTo("/completions");
        assertThat(event.usage().outputTokens())
                .isEqualTo(answer.usage().orElseThrow().completionTokens());
    }

    @Test
    void streamsTheSameText() {
        String plain = client().completions().create(ask().build()).choices().getFirst().text();

        List<Completion> chunks = stream(ask());

        assertThat(text(chunks)).isEqualTo(plain);
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.usage()).isEmpty());
    }

    @Test
    void repeatsThePromptWhereItIsAskedTo() {
        assertThat(text(stream(ask().echo(true)))).startsWith("Say helloThis is");
    }

    @Test
    void stopsAtTheCap() {
        Completion answer = client().completions().create(ask().maxTokens(2).build());

        assertThat(answer.choices().getFirst().finishReason())
                .isEqualTo(CompletionChoice.FinishReason.LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status: 503", "malformedChunk: 1"})
    void failsOverInSilenceBeforeTheFirstContent(String fault) {
        simulator.script(Scenario.of("{provider: groq, " + fault + "}"));

        assertThat(text(stream(ask()))).contains("Say hello");
        assertThat(journal.await(1).getFirst().attempts()).hasSize(2);
    }

    @Test
    void aBrokenStreamNeverLooksComplete() {
        simulator.script(Scenario.of("{provider: groq, cutAfterBytes: 1500}"));

        assertThat(catchThrowableOfType(OpenAIException.class, () -> stream(ask()))).isNotNull();
        assertThat(journal.await(1).getFirst().outcome().result()).isEqualTo(Result.CUT);
    }

    @ParameterizedTest
    @CsvSource({"n, 2", "best_of, 2", "logprobs, 1", "suffix, and so on", "prompt, -"})
    void refusesByNameWhatAConversationCannotDo(String field, String value) {
        CompletionCreateParams.Builder asked = ask();
        if (field.equals("prompt")) {
            asked.promptOfArrayOfStrings(List.of("one", "two"));
        } else {
            asked.putAdditionalBodyProperty(
                    field,
                    value.matches("\\d+")
                            ? JsonValue.from(Integer.parseInt(value))
                            : JsonValue.from(value));
        }

        BadRequestException refused =
                catchThrowableOfType(
                        BadRequestException.class,
                        () -> client().completions().create(asked.build()));

        assertThat(refused.param()).contains(field);
        assertThat(refused.code()).contains("unsupported_parameter");
        assertThat(simulator.calls()).isEmpty();
    }

    private static CompletionCreateParams.Builder ask() {
        return CompletionCreateParams.builder().model("task/complete").prompt("Say hello");
    }

    private List<Completion> stream(CompletionCreateParams.Builder asked) {
        List<Completion> chunks = new ArrayList<>();
        try (StreamResponse<Completion> stream =
                client().completions().createStreaming(asked.build())) {
            stream.stream().forEach(chunks::add);
        }
        return chunks;
    }

    private static String text(List<Completion> chunks) {
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk -> chunk.choices().forEach(choice -> text.append(choice.text())));
        return text.toString();
    }

    private OpenAIClient client() {
        // the SDK takes every frame for a whole answer, and misses the finish reason
        return openAi(REF).withOptions(it -> it.responseValidation(false));
    }
}

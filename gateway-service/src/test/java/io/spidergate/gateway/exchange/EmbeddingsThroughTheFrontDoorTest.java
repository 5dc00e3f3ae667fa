package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.simulator.Scenario;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class EmbeddingsThroughTheFrontDoorTest extends FrontDoor {

    private static final String REF = "embeddings01";
    private static int counter;

    /// Cooldowns outlive a test; a model of its own keeps each to itself.
    private final String model = "embed-" + counter++;

    @BeforeEach
    void landscape() {
        tokens.put(Landscape.token(REF));
        tables.set(
                new Landscape()
                        .provider("openai", simulator.baseUrl("openai"))
                        .provider("mistral", simulator.baseUrl("mistral"))
                        .deployment("openai", model, Landscape.ONE_AND_TWO)
                        .deployment("mistral", "maker/" + model, Landscape.ONE_AND_TWO)
                        .deployment("mistral", "other-" + model, Landscape.ONE_AND_TWO)
                        .offering(Set.of(Capability.EMBEDDINGS))
                        .deployment("openai", "chat-" + model, Landscape.ONE_AND_TWO)
                        .alias(
                                "task/embed",
                                "openai/" + model,
                                "mistral/other-" + model,
                                "mistral/maker/" + model)
                        .table());
    }

    /// The client asks for base64 unless told otherwise, and decodes it.
    @ParameterizedTest
    @CsvSource({"float", "base64"})
    void answersInTheFormatThatIsAskedFor(String format) {
        CreateEmbeddingResponse answer =
                client().embeddings()
                        .create(
                                ask("task/embed")
                                        .encodingFormat(
                                                EmbeddingCreateParams.EncodingFormat.of(format))
                                        .build())
                        .validate();

        assertThat(answer.data()).hasSize(2);
        assertThat(answer.data().get(1).index()).isEqualTo(1);
        assertThat(answer.data().getFirst().embedding()).isNotEmpty();
        assertThat(answer.data().getFirst().embedding())
                .isNotEqualTo(answer.data().get(1).embedding());
        assertThat(answer.model()).isEqualTo(model);
    }

    @Test
    void chargesWhatTheProviderMeasured() {
        client().embeddings().create(ask("task/embed").build());

        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.endpoint()).isEqualTo("/embeddings");
        assertThat(event.usage().evidence()).isEqualTo(Evidence.MEASURED);
        assertThat(event.usage().outputTokens()).isZero();
        assertThat(event.cost().nanoUsd()).isEqualTo(event.usage().inputTokens() * 1_000);
    }

    @Test
    void failsOverToAnotherHostOfTheSameModelAndNeverToAnotherModel() {
        simulator.script(Scenario.of("{provider: openai, status: 503}"));

        client().embeddings().create(ask("task/embed").build());

        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.attempts())
                .extracting(attempt -> attempt.provider() + "/" + attempt.upstreamModel())
                .containsExactly("openai/" + model, "mistral/maker/" + model);
        assertThat(event.plan().exclusions())
                .anyMatch(exclusion -> exclusion.reason().equals("other_vectors"));
    }

    @Test
    void aModelThatOnlyChatsIsNotAsked() {
        OpenAIServiceException refused =
                catchThrowableOfType(
                        OpenAIServiceException.class,
                        () -> client().embeddings().create(ask("openai/chat-" + model).build()));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.code()).contains("no_qualifying_model");
        assertThat(simulator.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0 ; dimensions", "4000 ; dimensions"})
    void namesTheFieldThatIsWrong(long dimensions, String field) {
        BadRequestException wrong =
                catchThrowableOfType(
                        BadRequestException.class,
                        () ->
                                client().embeddings()
                                        .create(ask("task/embed").dimensions(dimensions).build()));

        assertThat(wrong.param()).contains(field);
        assertThat(wrong.getMessage()).contains("3072", Long.toString(dimensions));
    }

    private static EmbeddingCreateParams.Builder ask(String asked) {
        return EmbeddingCreateParams.builder()
                .model(asked)
                .inputOfArrayOfStrings(List.of("the quick brown fox", "jumps"));
    }

    private OpenAIClient client() {
        return openAi(REF);
    }
}

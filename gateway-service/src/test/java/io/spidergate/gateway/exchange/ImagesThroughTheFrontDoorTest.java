package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.TokenPrice;
import io.spidergate.simulator.Scenario;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// OpenAI's own client asks for images, of one provider that is paid by the token and of one that
/// is free.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class ImagesThroughTheFrontDoorTest extends FrontDoor {

    private static final String REF = "images000001";
    private static int counter;

    /// Cooldowns outlive a test; a model of its own keeps each to itself.
    private final String model = "image-" + counter++;

    @BeforeEach
    void landscape() {
        tokens.put(Landscape.token(REF));
        tables.set(
                new Landscape()
                        .provider("openai", simulator.baseUrl("openai"))
                        .provider("mistral", simulator.baseUrl("mistral"))
                        .deployment("openai", model, Landscape.ONE_AND_TWO)
                        .deployment("mistral", model, TokenPrice.FREE)
                        .offering(Set.of(Capability.IMAGE_GENERATION))
                        .deployment("openai", "chat-" + model, TokenPrice.FREE)
                        .alias("client:pictures", "openai/" + model, "mistral/" + model)
                        .table());
    }

    @Test
    void makesAsManyAsAreAskedForAndChargesWhatWasMeasured() {
        ImagesResponse made = made("openai/" + model, it -> it.n(2));

        assertThat(made.data().orElseThrow()).hasSize(2).allMatch(it -> it.b64Json().isPresent());
        assertThat(made._additionalProperties()).containsKey("spidergate_metadata");
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.endpoint()).isEqualTo("/images/generations");
        assertThat(event.usage().evidence()).isEqualTo(Evidence.MEASURED);
        assertThat(event.usage().outputTokens()).isEqualTo(2 * 1_056);
        assertThat(event.cost().nanoUsd())
                .isEqualTo(event.usage().inputTokens() * 1_000 + 2 * 1_056 * 2_000);
    }

    @Test
    void failsOverToAnotherWhoMakesThem() {
        simulator.script(Scenario.of("{provider: openai, status: 503}"));

        ImagesResponse made =
                made(
                        "client:pictures",
                        it -> it.responseFormat(ImageGenerateParams.ResponseFormat.URL));

        assertThat(made.data().orElseThrow().getFirst().url().orElseThrow()).endsWith(".png");
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.servedProvider()).isEqualTo("mistral");
        assertThat(event.attempts()).hasSize(2);
        assertThat(event.cost().nanoUsd()).isZero();
    }

    @Test
    void aModelThatOnlyChatsIsNotAsked() {
        OpenAIServiceException refused =
                catchThrowableOfType(
                        OpenAIServiceException.class, () -> made("openai/chat-" + model, it -> it));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void namesTheFieldThatIsWrong() {
        BadRequestException wrong =
                catchThrowableOfType(
                        BadRequestException.class, () -> made("openai/" + model, it -> it.n(11)));

        assertThat(wrong.param()).contains("n");
        assertThat(journal.events()).isEmpty();
    }

    /// The most that one image of unknown quality takes is set aside before it is made.
    @Test
    void whoCannotPayForTheDearestImageGetsNone() {
        OpenAIServiceException refused =
                catchThrowableOfType(
                        OpenAIServiceException.class,
                        () ->
                                made(
                                        "openai/" + model,
                                        it ->
                                                it.putAdditionalBodyProperty(
                                                        "spidergate_options",
                                                        JsonValue.from(
                                                                Map.of("max_cost_usd", 0.01)))));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(simulator.calls()).isEmpty();
    }

    private ImagesResponse made(String of, UnaryOperator<ImageGenerateParams.Builder> more) {
        return openAi(REF)
                .images()
                .generate(
                        more.apply(
                                        ImageGenerateParams.builder()
                                                .model(of)
                                                .prompt("A web in the morning dew."))
                                .build());
    }
}

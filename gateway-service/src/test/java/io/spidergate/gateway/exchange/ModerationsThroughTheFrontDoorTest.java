package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.moderations.Moderation;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.moderations.ModerationCreateResponse;
import com.openai.models.moderations.ModerationImageUrlInput;
import com.openai.models.moderations.ModerationMultiModalInput;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.TokenPrice;
import io.spidergate.simulator.Call;
import io.spidergate.simulator.Scenario;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// OpenAI's own client asks for verdicts; one provider gives them in OpenAI's form, one in its own.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class ModerationsThroughTheFrontDoorTest extends FrontDoor {

    private static final String REF = "moderation01";
    private static final String VIOLENT = "A violent threat.";
    private static int counter;

    /// Cooldowns outlive a test; a model of its own keeps each to itself.
    private final String model = "moderation-" + counter++;

    @BeforeEach
    void landscape() {
        tokens.put(Landscape.token(REF));
        tables.set(
                new Landscape()
                        .provider("mistral", simulator.baseUrl("mistral"))
                        .provider("openai", simulator.baseUrl("openai"))
                        .deployment("mistral", model, Landscape.ONE_AND_TWO)
                        .offering(Set.of(Capability.MODERATION))
                        .deployment("openai", model, TokenPrice.FREE)
                        .lastOffering(Set.of(Capability.MODERATION, Capability.VISION))
                        .deployment("openai", "chat-" + model, TokenPrice.FREE)
                        .alias("agent/moderation", "openai/" + model, "mistral/" + model)
                        .table());
    }

    @Test
    void judgesEachTextByItselfWhereNoModelIsNamed() {
        ModerationCreateResponse verdicts =
                judged(
                        ModerationCreateParams.builder()
                                .inputOfStrings(List.of("A web in the morning dew.", VIOLENT)));

        assertThat(verdicts.model()).isEqualTo(model);
        assertThat(verdicts.results()).extracting(it -> it.flagged()).containsExactly(false, true);
        assertThat(verdicts.results().getLast().categories().violence()).isTrue();
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.endpoint()).isEqualTo("/moderations");
        assertThat(event.requestedModel()).isEqualTo("agent/moderation");
        assertThat(event.usage().evidence()).isEqualTo(Evidence.ESTIMATED);
        assertThat(event.cost().nanoUsd()).isZero();
    }

    /// Whose form lacks what OpenAI's clients read first.
    @Test
    void failsOverToOneWhoDoesNotSumUpAndChargesWhatItMeasured() {
        simulator.script(Scenario.of("{provider: openai, status: 503}"));

        // its categories are not OpenAI's, which the client would miss if it validated
        Moderation verdict =
                openAi(REF)
                        .withOptions(it -> it.responseValidation(false))
                        .moderations()
                        .create(ModerationCreateParams.builder().input(VIOLENT).build())
                        .results()
                        .getFirst();

        assertThat(verdict.flagged()).isTrue();
        assertThat(verdict._categories().toString()).contains("violence_and_threats");
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.servedProvider()).isEqualTo("mistral");
        assertThat(event.usage().evidence()).isEqualTo(Evidence.MEASURED);
        assertThat(event.cost().nanoUsd()).isEqualTo(event.usage().inputTokens() * 1_000);
    }

    @Test
    void whoeverDoesNotSeeIsNotAskedAboutAnImage() {
        ModerationCreateParams.Builder image =
                ModerationCreateParams.builder()
                        .inputOfModerationMultiModalArray(
                                List.of(
                                        ModerationMultiModalInput.ofImageUrl(
                                                ModerationImageUrlInput.builder()
                                                        .imageUrl(
                                                                ModerationImageUrlInput.ImageUrl
                                                                        .builder()
                                                                        .url("https://x/y.png")
                                                                        .build())
                                                        .build())));

        assertThat(judged(image).results()).hasSize(1);
        assertThat(journal.await(1).getFirst().plan().exclusions())
                .anyMatch(it -> it.deployment().equals(Landscape.id("mistral", model)));
        assertThat(simulator.calls()).extracting(Call::provider).containsExactly("openai");
    }

    @Test
    void aModelThatOnlyChatsIsNotAsked() {
        OpenAIServiceException refused =
                catchThrowableOfType(
                        OpenAIServiceException.class,
                        () ->
                                judged(
                                        ModerationCreateParams.builder()
                                                .model("openai/chat-" + model)
                                                .input("a")));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void namesTheFieldThatIsWrong() {
        BadRequestException wrong =
                catchThrowableOfType(
                        BadRequestException.class,
                        () -> judged(ModerationCreateParams.builder().input("")));

        assertThat(wrong.param()).contains("input");
        assertThat(journal.events()).isEmpty();
    }

    private ModerationCreateResponse judged(ModerationCreateParams.Builder params) {
        return openAi(REF).moderations().create(params.build());
    }
}

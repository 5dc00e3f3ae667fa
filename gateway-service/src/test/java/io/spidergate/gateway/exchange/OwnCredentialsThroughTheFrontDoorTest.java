package io.spidergate.gateway.exchange;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.spidergate.contracts.gateway.PlanRecord.ExclusionRecord;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.TokenPrice;
import io.spidergate.simulator.Scenario;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a workspace has brought itself serves it first, and nobody else at all.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class OwnCredentialsThroughTheFrontDoorTest extends ChatCallers {

    private static final WorkspaceId ACME = new WorkspaceId("ws_acme");
    private static final String OF_ACME = "ofacme";
    private static final String OF_OTHER = "ofother";

    @BeforeEach
    void acmeHasAKeyOfItsOwn() {
        tokens.put(Landscape.token(ACME, OF_ACME));
        tokens.put(Landscape.token(new WorkspaceId("ws_other"), OF_OTHER));
        DeploymentId forAll = Landscape.id("groq", model);
        DeploymentId own = Landscape.ownId("openai", ACME, model);
        tables.set(
                new Landscape()
                        .provider("groq", simulator.baseUrl("groq"))
                        .provider("openai", simulator.baseUrl("openai"))
                        .deployment("groq", model, TokenPrice.FREE)
                        .deployment("openai", model, Landscape.ONE_AND_TWO)
                        .ownedBy(ACME)
                        .aliasOfOneTier("task/chat", List.of(forAll, own))
                        .aliasOfOneTier("acme/chat", List.of(own))
                        .aliasOfOneTier("client:acme/chat", List.of(forAll, own))
                        .table());
    }

    @Test
    void itsOwnComesFirstThoughItCostsAndNobodyElseIsServedByIt() {
        assertThat(provider(answer(OF_ACME, "task/chat"))).isEqualTo("openai");
        assertThat(provider(answer(OF_OTHER, "task/chat"))).isEqualTo("groq");
        assertThat(journal.await(2).getLast().plan().candidates()).hasSize(1);
    }

    @Test
    void whenItsOwnFailsWhatAllMayUseServes() {
        simulator.script(Scenario.of("{provider: openai, status: 503}"));

        assertThat(provider(answer(OF_ACME, "task/chat"))).isEqualTo("groq");
        assertThat(simulator.calls()).hasSize(2);
    }

    @Test
    void othersAreNotToldThatItIsThere() {
        OpenAIServiceException refused = refused(OF_OTHER, "acme/chat");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.getMessage()).doesNotContain("openai").doesNotContain("acme/default");
        assertThat(journal.await(1).getFirst().plan().exclusions()).isEmpty();
        assertThat(provider(answer(OF_ACME, "acme/chat"))).isEqualTo("openai");
    }

    @Test
    void anAliasOfAWorkspaceIsServedByItsOwnAloneAndFailsClosed() {
        assertThat(provider(answer(OF_ACME, "client:acme/chat"))).isEqualTo("openai");
        assertThat(refused(OF_OTHER, "client:acme/chat").code()).contains("model_not_found");

        simulator.script(Scenario.of("{provider: openai, status: 503}"));
        OpenAIServiceException refused =
                refused(
                        openAi(OF_ACME),
                        asking(
                                "client:acme/chat",
                                Map.of("fallback_models", List.of("groq/" + model))));

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(simulator.calls()).noneMatch(call -> call.provider().equals("groq"));
        assertThat(journal.await(3).getLast().plan().exclusions())
                .extracting(ExclusionRecord::reason)
                .containsExactly("not_own");
    }

    @Test
    void theListOfModelsShowsToEachWhatItMayUse() {
        String id = "openai/" + model;

        configured(given().header("Authorization", bearer(OF_ACME)), id, 200);
        configured(given().header("Authorization", bearer(OF_OTHER)), id, 404);
        configured(given(), id, 404);
        given().header("Authorization", bearer(OF_ACME))
                .get("/v1/providers")
                .then()
                .body("data.find { it.id == 'openai' }.configured", equalTo(true));
        given().get("/v1/providers")
                .then()
                .body("data.find { it.id == 'openai' }.configured", equalTo(false));
        given().header("Authorization", bearer(OF_ACME))
                .get("/v1/aliases")
                .then()
                .body("data.id", hasItem("client:acme/chat"));
        given().header("Authorization", bearer(OF_OTHER))
                .get("/v1/aliases")
                .then()
                .body("data.id", not(hasItem("client:acme/chat")));
        given().get("/v1/aliases")
                .then()
                .body("data.find { it.id == 'acme/chat' }.models.size()", equalTo(0));
    }

    private static void configured(RequestSpecification request, String id, int status) {
        request.get("/v1/models/" + id).then().statusCode(status);
    }

    private static String bearer(String ref) {
        return "Bearer " + Landscape.secret(ref);
    }

    private static String provider(ChatCompletion answer) {
        return metadata(answer).path("provider").asText();
    }

    private ChatCompletion answer(String ref, String asked) {
        return openAi(ref).chat().completions().create(ask(asked).build());
    }
}

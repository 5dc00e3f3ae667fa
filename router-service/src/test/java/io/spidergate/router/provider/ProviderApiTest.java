package io.spidergate.router.provider;

import static io.spidergate.router.RunningRouter.LOCAL;
import static io.spidergate.router.RunningRouter.PROVIDERS;
import static io.spidergate.router.RunningRouter.as;
import static io.spidergate.router.RunningRouter.hasDeployment;
import static io.spidergate.router.RunningRouter.hasSimulator;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.router.OnPostgresAndKafka;
import io.spidergate.router.RunningRouter;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Providers of the catalogue are told, others are added and removed.
@QuarkusTest
@OnPostgresAndKafka
class ProviderApiTest {

    @Inject RunningRouter router;

    @BeforeEach
    void isReady() {
        router.awaitReadiness();
    }

    @Test
    void tellsProvidersOfTheCatalogue() {
        as(ServiceName.VAULT)
                .get(PROVIDERS + "/groq")
                .then()
                .statusCode(200)
                .body("displayName", equalTo("Groq"))
                .body("baseUrl", equalTo("https://api.groq.com/openai/v1"))
                .body("owner", equalTo("catalogue"))
                .body("credentialRequired", equalTo(true))
                .body("configured", equalTo(false))
                .body("models", hasItem("llama-3.3-70b-versatile"));
        as(ServiceName.DASHBOARD)
                .get(PROVIDERS)
                .then()
                .statusCode(200)
                .body("id", hasItem("sim-steady"));
    }

    @Test
    void saysWhenThereIsNoSuchProvider() {
        as(ServiceName.OPERATOR)
                .get(PROVIDERS + "/nobody")
                .then()
                .statusCode(404)
                .body("code", equalTo("provider_not_found"));
        as(ServiceName.OPERATOR).delete(PROVIDERS + "/nobody").then().statusCode(404);
    }

    @Test
    void doesNotGiveAwayNamesOfTheCatalogue() {
        as(ServiceName.OPERATOR)
                .body(LOCAL)
                .put(PROVIDERS + "/groq")
                .then()
                .statusCode(409)
                .body("code", equalTo("provider_of_catalogue"));
        as(ServiceName.OPERATOR).delete(PROVIDERS + "/sim-swift").then().statusCode(409);
    }

    @Test
    void namesWhatIsWrongInABody() {
        as(ServiceName.OPERATOR)
                .body(LOCAL.replace("http:", "ftp:"))
                .put(PROVIDERS + "/local")
                .then()
                .statusCode(400)
                .body("field", equalTo("baseUrl"))
                .body("message", containsString("ftp://127.0.0.1:11434/v1"));
        as(ServiceName.OPERATOR)
                .body(LOCAL.replace("[\"qwen3\"]", "7"))
                .put(PROVIDERS + "/local")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_body"))
                .body("field", equalTo("models"));
        as(ServiceName.OPERATOR)
                .body("{")
                .put(PROVIDERS + "/local")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_body"));
        as(ServiceName.OPERATOR).body("{}").put(PROVIDERS + "/local").then().statusCode(400);
    }

    @Test
    void aProviderLikeAnotherIsKeptWithWhatItIsLike() {
        as(ServiceName.OPERATOR)
                .body(
                        """
                        {"baseUrl": "https://ours.openai.azure.com/openai/v1", "credentialRequired": true,
                         "free": false, "account": "default", "models": ["chat", "gpt-6-luna"],
                         "like": "azure", "modelsLike": {"chat": "gpt-6-sol"}}
                        """)
                .put(PROVIDERS + "/ours")
                .then()
                .statusCode(200)
                .body("auth", equalTo("API_KEY"))
                .body("models", equalTo(List.of("chat", "gpt-6-luna")));
        as(ServiceName.DASHBOARD)
                .get(PROVIDERS + "/ours")
                .then()
                .statusCode(200)
                .body("auth", equalTo("API_KEY"));
        as(ServiceName.DASHBOARD).delete(PROVIDERS + "/ours").then().statusCode(204);
        router.awaitSnapshot(s -> !hasDeployment(s, "dep_ours:default:chat"));
    }

    @Test
    void aProviderThatIsAddedTakesOverAndItsRemovalGivesBack() {
        as(ServiceName.OPERATOR)
                .body(LOCAL)
                .put(PROVIDERS + "/local")
                .then()
                .statusCode(200)
                .body("owner", equalTo("api"))
                .body("configured", equalTo(true));
        router.awaitSnapshot(s -> hasDeployment(s, "dep_local:default:qwen3") && !hasSimulator(s));

        as(ServiceName.DASHBOARD).delete(PROVIDERS + "/local").then().statusCode(204);
        router.awaitSnapshot(s -> !hasDeployment(s, "dep_local:default:qwen3") && hasSimulator(s));
    }
}

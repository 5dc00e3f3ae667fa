package io.spidergate.router.catalogue;

import static io.spidergate.router.RunningRouter.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.routing.CatalogueFile;
import io.spidergate.contracts.routing.CatalogueText;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.router.OnPostgresAndKafka;
import io.spidergate.router.RunningRouter;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Files of the catalogue are replaced and added while the service runs, and what is wrong changes
/// nothing.
@QuarkusTest
@OnPostgresAndKafka
class CatalogueApiTest {

    private static final String FILES = "/internal/router/v1/catalogue/";
    private static final String ACME =
            """
            id: acme
            name: Acme
            base_url: https://api.acme.example/v1
            auth: bearer
            terms: {trains_on_data: false}
            models:
              - id: anvil
                context: 8000
                capabilities: [chat]
                price: {input: 1, output: 2}
            """;

    @Inject RunningRouter router;

    @BeforeEach
    void isReady() {
        router.awaitReadiness();
    }

    @AfterEach
    void asItWas() {
        for (String name : new String[] {"acme", "deepinfra", "aliases"}) {
            as(ServiceName.OPERATOR).delete(FILES + name);
        }
    }

    @Test
    void aProviderOfOnesOwnIsRoutedToAndGoesAgain() {
        put("acme", ACME).statusCode(200).body("owner", equalTo("api"));
        router.awaitSnapshot(s -> RunningRouter.hasDeployment(s, "dep_acme:default:anvil"));
        as(ServiceName.OPERATOR)
                .get(RunningRouter.PROVIDERS + "/acme")
                .then()
                .body("owner", equalTo("api"));
        as(ServiceName.DASHBOARD).get(FILES + "acme").then().body("text", equalTo(ACME));

        as(ServiceName.OPERATOR).delete(FILES + "acme").then().statusCode(204);

        router.awaitSnapshot(s -> !RunningRouter.hasDeployment(s, "dep_acme:default:anvil"));
        as(ServiceName.OPERATOR).delete(FILES + "acme").then().statusCode(404);
    }

    @Test
    void whatTheReleaseSaysCanBeSaidOtherwise() throws Exception {
        CatalogueFile before =
                as(ServiceName.OPERATOR).get(FILES + "deepinfra").as(CatalogueFile.class);
        assertThat(before.owner()).isEqualTo("catalogue");
        DeploymentRoute known =
                router.snapshot().deployments().stream()
                        .filter(it -> it.provider().equals("deepinfra") && it.contextWindow() > 0)
                        .findFirst()
                        .orElseThrow();
        String text =
                before.text().replace("context: " + known.contextWindow(), "context: 12345678");

        put("deepinfra", text).statusCode(200);

        router.awaitSnapshot(
                s -> RunningRouter.deployment(s, known.id().value()).contextWindow() == 12_345_678);
        as(ServiceName.OPERATOR)
                .get(FILES)
                .then()
                .body("find { it.name == 'deepinfra' }.owner", equalTo("api"))
                .body("find { it.name == 'groq' }.owner", equalTo("catalogue"));
    }

    @Test
    void whatIsWrongIsNamedWithItsLineAndChangesNothing() {
        put("acme", ACME.replace("context: 8000", "context: many"))
                .statusCode(400)
                .body("code", equalTo("invalid_catalogue_file"))
                .body("field", equalTo("text"))
                .body("message", startsWith("providers/acme.yaml: models[0].context"))
                .body("message", containsString("near line 8"));
        put("other", ACME).statusCode(400).body("message", containsString("file is named 'other'"));
        put("acme", "").statusCode(400).body("message", containsString("between 1 and 1048576"));
        put("azure", ACME.replace("id: acme", "id: azure"))
                .statusCode(400)
                .body("message", containsString("'azure' is the name of a template"));
        put("No_Name", ACME).statusCode(400).body("field", equalTo("name"));
        put("aliases", "aliases: []").statusCode(400).body("message", startsWith("aliases.yaml"));
        as(ServiceName.OPERATOR).get(FILES + "acme").then().statusCode(404);
    }

    @Test
    void anAliasThatNamesAFileKeepsItFromGoing() {
        put("acme", ACME).statusCode(200);
        put(
                        "aliases",
                        """
                        aliases:
                          - name: agent/forge
                            use_case: Anvils.
                            strategy: cheapest
                            needs: [chat]
                            tiers: [[acme/anvil]]
                        """)
                .statusCode(200);
        router.awaitSnapshot(
                s -> s.aliases().stream().anyMatch(alias -> alias.name().equals("agent/forge")));

        as(ServiceName.OPERATOR)
                .delete(FILES + "acme")
                .then()
                .statusCode(400)
                .body("message", containsString("agent/forge names 'acme/anvil'"));

        as(ServiceName.OPERATOR).delete(FILES + "aliases").then().statusCode(204);
        as(ServiceName.OPERATOR).delete(FILES + "acme").then().statusCode(204);
    }

    @Test
    void aNameBelongsToWhoTookItFirst() {
        String added = RunningRouter.PROVIDERS + "/acme";
        as(ServiceName.OPERATOR).body(RunningRouter.LOCAL).put(added).then().statusCode(200);
        put("acme", ACME).statusCode(409).body("code", equalTo("provider_exists"));
        as(ServiceName.OPERATOR).delete(added).then().statusCode(204);

        put("acme", ACME).statusCode(200);
        as(ServiceName.OPERATOR).body(RunningRouter.LOCAL).put(added).then().statusCode(409);
    }

    @Test
    void onlyWhoAdministersMay() {
        as(ServiceName.GATEWAY).get(FILES).then().statusCode(403);
        as(ServiceName.VAULT)
                .body(new CatalogueText(ACME))
                .put(FILES + "acme")
                .then()
                .statusCode(403);
    }

    private static ValidatableResponse put(String name, String text) {
        return as(ServiceName.OPERATOR).body(new CatalogueText(text)).put(FILES + name).then();
    }
}

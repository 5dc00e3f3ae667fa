package io.spidergate.router.refresh;

import static io.spidergate.router.RunningRouter.as;
import static io.spidergate.router.RunningRouter.hasDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.vault.CredentialNotice;
import io.spidergate.router.OnPostgresAndKafka;
import io.spidergate.router.PlayedVault;
import io.spidergate.router.RunningRouter;
import io.spidergate.router.roster.RosterState;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A provider's list is read, believed or not, and decided about; gateways hear of it.
@QuarkusTest
@OnPostgresAndKafka
class RosterApiTest {

    private static final String ROSTERS = "/internal/router/v1/rosters";
    private static final String LIST =
            """
            {"verdict": "WORKS", "message": "fine", "models": [%s]}\
            """;

    @Inject RunningRouter router;

    private final List<String> given = new ArrayList<>();

    @BeforeEach
    void isReady() {
        router.awaitReadiness();
    }

    /// The simulator comes back for other tests.
    @AfterEach
    void takeKeysAway() throws Exception {
        for (String id : given) {
            router.tell(Topics.CREDENTIALS, id, null);
        }
        router.awaitSnapshot(RunningRouter::hasSimulator);
    }

    @Test
    void takesInWhatAProviderListsOfWhichNothingIsKnown() throws Exception {
        credential("hyperbolic");
        PlayedVault.answers("cred_hyperbolic", LIST.formatted(named("h-70b")));

        as(ServiceName.OPERATOR)
                .post(ROSTERS + "/hyperbolic/refresh")
                .then()
                .statusCode(200)
                .body("listed", equalTo(1))
                .body("changes.model", contains("h-70b"))
                .body("changes.state", contains("applied"));

        router.awaitSnapshot(it -> hasDeployment(it, "dep_hyperbolic:work:h-70b"));
        assertThat(router.snapshot().aliases())
                .as("no task is given to what nobody has described")
                .noneMatch(alias -> alias.tiers().toString().contains("h-70b"));
        as(ServiceName.DASHBOARD)
                .get(ROSTERS)
                .then()
                .statusCode(200)
                .body("provider", hasItem("hyperbolic"));
    }

    @Test
    void decidesWhatBecomesOfAChange() throws Exception {
        credential("upstage");
        PlayedVault.answers(
                "cred_upstage",
                LIST.formatted(named("solar-pro4", "solar-pro3", "solar-pro2", "solar-ultra")));
        as(ServiceName.OPERATOR)
                .post(ROSTERS + "/upstage/refresh")
                .then()
                .statusCode(200)
                .body("changes.model", contains("solar-mini", "solar-ultra"))
                .body("changes.state", contains("proposed", "proposed"));
        assertThat(hasDeployment(router.snapshot(), "dep_upstage:work:solar-ultra")).isFalse();

        as(ServiceName.OPERATOR)
                .body("{\"decision\": \"applied\", \"models\": [\"solar-ultra\"]}")
                .post(ROSTERS + "/upstage/decisions")
                .then()
                .statusCode(200)
                .body("changes.state", contains("proposed", "applied"));
        router.awaitSnapshot(it -> hasDeployment(it, "dep_upstage:work:solar-ultra"));

        as(ServiceName.OPERATOR)
                .body("{\"models\": [\"solar-nowhere\"]}")
                .post(ROSTERS + "/upstage/decisions")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_decision"))
                .body("message", containsString("'solar-nowhere'"));
    }

    @Test
    void doesNotBelieveABrokenList() throws Exception {
        credential("perplexity");
        PlayedVault.answers("cred_perplexity", LIST.formatted(named("weather-1")));

        as(ServiceName.OPERATOR)
                .post(ROSTERS + "/perplexity/refresh")
                .then()
                .statusCode(200)
                .body("trouble", equalTo("the list has 0 of the 4 models that are known"))
                .body("changes", empty());
        router.awaitSnapshot(it -> hasDeployment(it, "dep_perplexity:work:sonar"));

        PlayedVault.answers(
                "cred_perplexity",
                "{\"verdict\": \"BAD_KEY\", \"message\": \"no\", \"models\": []}");
        as(ServiceName.OPERATOR)
                .post(ROSTERS + "/perplexity/refresh")
                .then()
                .statusCode(200)
                .body("trouble", equalTo("no"));
    }

    @Test
    void saysWhyAListCannotBeRead() throws Exception {
        as(ServiceName.OPERATOR)
                .post(ROSTERS + "/nobody/refresh")
                .then()
                .statusCode(404)
                .body("code", equalTo("provider_not_found"));
        as(ServiceName.OPERATOR)
                .post(ROSTERS + "/ai21/refresh")
                .then()
                .statusCode(409)
                .body("code", equalTo("no_credential"));
        credential("baseten");
        as(ServiceName.OPERATOR)
                .post(ROSTERS + "/baseten/refresh")
                .then()
                .statusCode(503)
                .body("code", equalTo("vault_unavailable"));
        as(ServiceName.GATEWAY).get(ROSTERS).then().statusCode(403);
    }

    @Test
    void asksAgainWhenItIsTime() {
        Instant read = Instant.parse("2026-11-26T12:00:00Z");
        Duration day = Duration.ofDays(1);
        RosterState believed = RosterState.NONE.believed(read, List.of());
        RosterState doubted = RosterState.NONE.doubted(read, "away");

        assertThat(RosterClock.isDue(RosterState.NONE, day, read)).isTrue();
        assertThat(RosterClock.isDue(believed, day, read.plus(day).minusSeconds(1))).isFalse();
        assertThat(RosterClock.isDue(believed, day, read.plus(day))).isTrue();
        assertThat(RosterClock.isDue(doubted, day, read.plusSeconds(3_599))).isFalse();
        assertThat(RosterClock.isDue(doubted, day, read.plusSeconds(3_600))).isTrue();
        assertThat(RosterClock.isDue(doubted, Duration.ofMinutes(5), read.plusSeconds(300)))
                .isTrue();
    }

    private void credential(String provider) throws Exception {
        CredentialId id = new CredentialId("cred_" + provider);
        given.add(id.value());
        router.tell(
                Topics.CREDENTIALS,
                id.value(),
                new CredentialNotice(id, provider, "work", true, 1, Instant.now(), 1, null, null));
        router.awaitSnapshot(it ->
                it.deployments().stream().anyMatch(d -> d.credentials().contains(id))
                        || provider.equals("hyperbolic"));
    }

    private static String named(String... models) {
        return List.of(models).stream()
                .map(model ->
                        "{\"id\": \"%s\", \"contextTokens\": 0, \"maxOutputTokens\": 0, \"capabilities\": []}"
                                .formatted(model))
                .collect(Collectors.joining(","));
    }
}

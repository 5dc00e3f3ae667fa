package io.spidergate.vault.signin;

import static io.restassured.RestAssured.given;
import static io.spidergate.vault.VaultCalls.BASE;
import static io.spidergate.vault.VaultCalls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.vault.Surroundings;
import io.spidergate.vault.VaultCalls;
import io.spidergate.vault.credential.SignedInCredentials;
import io.spidergate.vault.lease.Gateway;
import io.spidergate.vault.notice.CredentialTopic;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// People sign in at providers that play by the real ones' rules.
@QuarkusTest
class SignInApiTest {

    private static final String CALLBACK = "http://127.0.0.1:1455/auth/callback";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject DataSource dataSource;

    @Inject SignedInCredentials credentials;

    @Inject TokenEndpoint endpoint;

    @BeforeEach
    void everybodyIsThere() {
        control("{\"subject\":\"user-ann\",\"life\":3600,\"down\":false}");
    }

    @Test
    void aPlanIsSignedInAndItsTokenIsLeasedForNoLongerThanItLives() throws Exception {
        control("{\"life\":300}");
        JsonPath credential = signedIn("ws_lease").jsonPath();

        assertThat(credential.getString("label")).isEqualTo("user-ann@example.org");
        assertThat(credential.getString("preview")).isEqualTo("signed in");
        assertThat(credential.getBoolean("settings.shared")).isFalse();
        Instant expires = Instant.parse(credential.getString("signIn.expiresAt"));
        assertThat(expires)
                .isBetween(Instant.now().plusSeconds(200), Instant.now().plusSeconds(301));
        JsonPath lease = lease(credential.getString("id"));
        assertThat(token(lease)).startsWith("sim-plan-token-number-");
        assertThat(Instant.parse(lease.getString("leases[0].expiresAt"))).isEqualTo(expires);
        assertThat(VaultCalls.probe(credential.getString("id")).jsonPath().getString("message"))
                .startsWith("The provider answers");
    }

    @Test
    void theInstallationKeepsTheNameThatTheProviderGaveIt() {
        signedIn("ws_first");
        URI page = URI.create(begun("ws_second").getString("page"));
        Map<String, String> asked = AnswerQuery.of(page.toString());
        assertThat(asked)
                .containsEntry("client_id", "oaiapp_simulated")
                .containsEntry("agent_name_hint", "SpiderGate")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("resource", "https://api.openai.com/v1");
        assertThat(asked.get("ext_agent_host_id")).matches("urn:uuid:[0-9a-f-]{36}");
        assertThat(asked.get("scope")).contains("chatgpt.tokens.use.direct");
    }

    @Test
    void aTokenIsRenewedBeforeItEndsAndLeasesGoOn() throws Exception {
        String id = signedIn("ws_renew").jsonPath().getString("id");
        String before = token(lease(id));
        makeDue(id);

        await().until(() -> !token(lease(id)).equals(before));

        JsonPath lease = lease(id);
        assertThat(lease.getInt("leases[0].version")).isEqualTo(1);
        assertThat(audited(id)).contains("created", "renewed");
        makeDue(id);
        String second = token(lease);
        await().until(() -> !token(lease(id)).equals(second));
    }

    @Test
    void ofManyWhoRenewAtOnceOneDoes() throws Exception {
        String id = signedIn("ws_writer").jsonPath().getString("id");
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch othersAreDone = new CountDownLatch(7);
        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            makeDueFar(id);
            List<Future<SignedInCredentials.Outcome>> outcomes =
                    IntStream.range(0, 8)
                            .mapToObj(i ->
                                    replicas.submit(() -> {
                                        SignedInCredentials.Outcome outcome =
                                                credentials.renew(
                                                        new CredentialId(id),
                                                        grant -> {
                                                            asked.incrementAndGet();
                                                            othersAreDone.await();
                                                            return endpoint.renew(grant);
                                                        },
                                                        "test");
                                        othersAreDone.countDown();
                                        return outcome;
                                    }))
                            .toList();
            int renewed = 0;
            for (Future<SignedInCredentials.Outcome> outcome : outcomes) {
                renewed += outcome.get() == SignedInCredentials.Outcome.RENEWED ? 1 : 0;
            }
            assertThat(renewed).isEqualTo(1);
        }
        assertThat(asked).hasValue(1);
        update("UPDATE vault.credential SET enabled = true WHERE id = ?", id);
        assertThat(token(lease(id))).startsWith("sim-plan-");
    }

    @Test
    void whatTheProviderHasEndedAsksForANewSignInAndComesBackByIt() throws Exception {
        String id = signedIn("ws_ended").jsonPath().getString("id");
        try (CredentialTopic topic = new CredentialTopic(bootstrapServers)) {
            control("{\"endAll\":true}");
            makeDue(id);

            await().until(() -> view(id).getString("signIn.ended") != null);

            assertThat(view(id).getString("signIn.ended"))
                    .isEqualTo("the provider has ended the sign-in (refresh_token_invalidated)");
            await().until(() -> lastAbout(topic, id).contains("\"enabled\":false"));
            assertThat(lease(id).getString("refusals[0].reason")).isEqualTo("signed_out");

            JsonPath again = signedIn("ws_ended").jsonPath();

            assertThat(again.getString("id")).isEqualTo(id);
            assertThat(again.getString("signIn.ended")).isNull();
            await().until(() -> lastAbout(topic, id).contains("\"enabled\":true"));
            assertThat(lastAbout(topic, id)).contains("\"version\":2");
            assertThat(token(lease(id))).startsWith("sim-plan-");
        }
        assertThat(audited(id)).contains("created", "ended", "changed");
    }

    @Test
    void anEndpointThatIsDownIsAskedAgainAndEndsNothing() throws Exception {
        String id = signedIn("ws_down").jsonPath().getString("id");
        String before = token(lease(id));
        control("{\"down\":true}");
        makeDue(id);
        await().until(() -> refreshAt(id).isAfter(Instant.now()));
        assertThat(view(id).getString("signIn.ended")).isNull();
        assertThat(token(lease(id))).isEqualTo(before);

        control("{\"down\":false}");
        makeDue(id);

        await().until(() -> !token(lease(id)).equals(before));
    }

    @Test
    void plansAreNotPooledNorShared() {
        String id = signedIn("ws_plans").jsonPath().getString("id");
        control("{\"subject\":\"user-bob\"}");

        Response second = signedIn("ws_plans");

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.jsonPath().getString("code")).isEqualTo("plan_exists");
        Response shared =
                as(ServiceName.OPERATOR)
                        .body(Map.of("settings", Map.of("shared", true)))
                        .patch(BASE + "/credentials/" + id);
        assertThat(shared.statusCode()).isEqualTo(400);
        assertThat(shared.jsonPath().getString("message")).contains("personal");
    }

    @Test
    void anAnswerThatIsNotOfThisSignInBringsNothing() {
        JsonPath begun = begun("ws_wrong");
        String other = answerOf(begun("ws_wrong"));
        String good = answerOf(begun);
        for (Map.Entry<String, String> wrong :
                Map.of(
                                other,
                                "the answer belongs to another sign-in",
                                CALLBACK,
                                "the address has no code",
                                CALLBACK + "?error=access_denied&state=x",
                                "ChatGPT says 'access_denied'",
                                good.replaceFirst("code=[^&]+", "code=code-999999"),
                                "the provider gives no token (invalid_grant)")
                        .entrySet()) {
            Response refused = finish(begun.getString("handle"), wrong.getKey());
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.jsonPath().getString("code")).isEqualTo("sign_in_refused");
            assertThat(refused.jsonPath().getString("message")).contains(wrong.getValue());
        }
        assertThat(finish(begun.getString("handle"), good).statusCode()).isEqualTo(200);
        assertThat(finish(begun.getString("handle"), good).statusCode()).isEqualTo(422);
        assertThat(finish(begun.getString("handle") + "x", good).statusCode()).isEqualTo(404);
        assertThat(finish("", "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic",
                "claude",
                "gemini-cli",
                "antigravity",
                "codex",
                "copilot",
                "qwen",
                "groq"
            })
    void whatTermsForbidOrNobodyOffersIsRefusedWithTheReason(String provider) {
        Response refused =
                as(ServiceName.OPERATOR)
                        .body(Map.of("provider", provider, "redirect", CALLBACK))
                        .post(BASE + "/sign-ins");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("sign_in_not_allowed");
        assertThat(refused.jsonPath().getString("message")).hasSizeGreaterThan(20);
    }

    @Test
    void whatIsWrongWithARequestIsNamed() {
        for (Map.Entry<Map<String, Object>, String> wrong :
                Map.of(
                                Map.<String, Object>of("provider", "chatgpt"),
                                "redirect",
                                Map.<String, Object>of(
                                        "provider", "chatgpt", "redirect", "https://evil.example/"),
                                "redirect",
                                Map.<String, Object>of(
                                        "provider",
                                        "chatgpt",
                                        "redirect",
                                        CALLBACK,
                                        "workspace",
                                        "No Workspace"),
                                "workspace",
                                Map.<String, Object>of(
                                        "provider",
                                        "chatgpt",
                                        "redirect",
                                        CALLBACK,
                                        "settings",
                                        Map.of("shared", true)),
                                "settings.shared")
                        .entrySet()) {
            Response refused =
                    as(ServiceName.OPERATOR).body(wrong.getKey()).post(BASE + "/sign-ins");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.jsonPath().getString("field")).isEqualTo(wrong.getValue());
        }
    }

    @Test
    void openRouterHandsOverAKey() throws Exception {
        JsonPath begun = begunAt("openrouter", "http://127.0.0.1:4000/callback/x");
        assertThat(begun.getString("page"))
                .contains("/auth?callback_url=http%3A%2F%2F127.0.0.1%3A4000%2Fcallback%2Fx")
                .contains("code_challenge_method=S256");

        Response wrong = finish(begun.getString("handle"), "?code=wrong");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.asString()).contains("gave no key (HTTP 403)").doesNotContain("leaked");
        JsonPath credential = finish(begun.getString("handle"), "?code=right%20code-1").jsonPath();

        assertThat(credential.getString("provider")).isEqualTo("openrouter");
        assertThat(credential.getString("signIn")).isNull();
        assertThat(token(lease(credential.getString("id")))).isEqualTo("sk-or-handed-over-1");
        Response again = finish(begun.getString("handle"), "?code=right%20code-1");
        assertThat(again.statusCode()).isEqualTo(409);
    }

    @Test
    void aKeyIsBroughtByAnInviteWithASignInAndAPlanIsNot() {
        String token = invite("openrouter");
        assertThat(link("invite", Map.of("token", token)).jsonPath().getBoolean("signIn")).isTrue();
        JsonPath begun = link("invite/sign-in", Map.of("token", token)).jsonPath();
        assertThat(AnswerQuery.of(begun.getString("page")))
                .containsEntry(
                        "callback_url",
                        "http://localhost:8081/invite/%s/callback".formatted(token));
        Map<String, Object> answer =
                Map.of(
                        "token",
                        token,
                        "handle",
                        begun.getString("handle"),
                        "answer",
                        "?code=right%20code-of-ann");
        assertThat(finish(begun.getString("handle"), "?code=right%20code").statusCode())
                .as("not without the link")
                .isEqualTo(404);
        Map<String, Object> elsewhere = new HashMap<>(answer);
        elsewhere.put("token", invite("openrouter"));
        assertThat(link("invite/sign-in/finish", elsewhere).statusCode()).isEqualTo(404);

        JsonPath brought = link("invite/sign-in/finish", answer).jsonPath();

        assertThat(brought.getString("preview")).isEqualTo("sk-o…-ann");
        assertThat(link("invite/sign-in/finish", answer).statusCode()).isEqualTo(410);
        Response plan = link("invite/sign-in", Map.of("token", invite("chatgpt")));
        assertThat(plan.statusCode()).isEqualTo(403);
        assertThat(plan.jsonPath().getString("message")).contains("personal");
    }

    /// Empty before there is any.
    private static String lastAbout(CredentialTopic topic, String id) {
        List<String> told = topic.about(id);
        return told.isEmpty() ? "" : told.getLast();
    }

    private static JsonPath begun(String workspace) {
        return as(ServiceName.OPERATOR)
                .body(Map.of("provider", "chatgpt", "workspace", workspace, "redirect", CALLBACK))
                .post(BASE + "/sign-ins")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath begunAt(String provider, String redirect) {
        return as(ServiceName.OPERATOR)
                .body(Map.of("provider", provider, "redirect", redirect))
                .post(BASE + "/sign-ins")
                .jsonPath();
    }

    /// What the browser comes back to, after somebody has agreed on the page.
    private static String answerOf(JsonPath begun) {
        Response page =
                given().urlEncodingEnabled(false)
                        .redirects()
                        .follow(false)
                        .get(begun.getString("page"));
        assertThat(page.statusCode()).as(page.asString()).isEqualTo(302);
        return page.header("Location");
    }

    private static Response signedIn(String workspace) {
        JsonPath begun = begun(workspace);
        return finish(begun.getString("handle"), answerOf(begun));
    }

    private static Response finish(String handle, String answer) {
        return as(ServiceName.OPERATOR)
                .body(Map.of("handle", handle, "answer", answer))
                .post(BASE + "/sign-ins/finish");
    }

    private static String invite(String provider) {
        String link =
                as(ServiceName.OPERATOR)
                        .body(Map.of("provider", provider))
                        .post(BASE + "/invites")
                        .jsonPath()
                        .getString("link");
        return link.substring(link.lastIndexOf('/') + 1);
    }

    private static Response link(String door, Map<String, Object> body) {
        return as(ServiceName.DASHBOARD).body(body).post(BASE + "/links/" + door);
    }

    private static void control(String order) {
        given().body(order)
                .post(
                        "http://127.0.0.1:%d/_accounts/control"
                                .formatted(Surroundings.SIMULATOR.port()))
                .then()
                .statusCode(204);
    }

    private static JsonPath lease(String id) throws Exception {
        return GATEWAY.lease(List.of(id)).jsonPath();
    }

    private static String token(JsonPath lease) throws Exception {
        return GATEWAY.open(
                lease.getString("leases[0].leaseId"),
                lease.getString("leases[0].credential"),
                lease.getInt("leases[0].version"),
                lease.getString("leases[0].sealed"));
    }

    private static final Gateway GATEWAY = gateway();

    private static Gateway gateway() {
        try {
            return new Gateway("gw-sign-in");
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonPath view(String id) {
        JsonPath all = as(ServiceName.OPERATOR).get(BASE + "/credentials").jsonPath();
        return all.setRootPath("find { it.id == '%s' }".formatted(id));
    }

    private static List<String> audited(String id) {
        return as(ServiceName.OPERATOR)
                .get(BASE + "/audit?limit=1000")
                .jsonPath()
                .getList("findAll { it.credential == '%s' }.action".formatted(id), String.class);
    }

    private void makeDue(String id) throws SQLException {
        update("UPDATE vault.credential SET token_refresh_at = now() WHERE id = ?", id);
    }

    /// Due, but the schedule does not look at what is switched off.
    private void makeDueFar(String id) throws SQLException {
        update(
                "UPDATE vault.credential SET token_refresh_at = now(), enabled = false WHERE id = ?",
                id);
        await().pollDelay(Duration.ofMillis(1)).until(() -> refreshAt(id).isBefore(Instant.now()));
    }

    private void update(String sql, String id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, id);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private Instant refreshAt(String id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT token_refresh_at FROM vault.credential WHERE id = ?")) {
            select.setString(1, id);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getObject(1, java.time.OffsetDateTime.class).toInstant();
            }
        }
    }
}

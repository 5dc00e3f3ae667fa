package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.JwtIdentity;
import io.spidergate.contracts.billing.TokenChange;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.fixtures.JwtIssuer;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A pod without a secret: the official client, with the JWT of a service account in place of a
/// key.
@QuarkusTest
@TestProfile(JwtThroughTheFrontDoorTest.Trusting.class)
class JwtThroughTheFrontDoorTest extends ChatCallers {

    private static final String POD = "podwithoutse";
    private static final String SUBJECT = "system:serviceaccount:search:indexer";

    /// A gateway that trusts one issuer.
    public static class Trusting extends MemoryPortsProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            List<TestResourceEntry> all = new ArrayList<>(super.testResources());
            all.add(new TestResourceEntry(RunningIssuer.class, Map.of(), true));
            return all;
        }
    }

    public static class RunningIssuer implements QuarkusTestResourceLifecycleManager {

        static JwtIssuer issuer;

        @Override
        public Map<String, String> start() {
            issuer = JwtIssuer.start();
            return Map.of(
                    "spidergate.admission.jwt.issuers.cluster.url", issuer.url(),
                    "spidergate.admission.jwt.issuers.cluster.audience", "spidergate",
                    "spidergate.admission.jwt.refresh-pause", "0.05s");
        }

        @Override
        public void stop() {
            issuer.close();
        }

        @Override
        public void inject(Object testInstance) {}
    }

    @BeforeEach
    void podIsKnown() {
        put(TokenChange.NONE);
    }

    @Test
    void theJwtOfAServiceAccountComesInAsItsAgent() {
        ChatCompletion answer = ask(with(jwt(SUBJECT)));

        answer.validate();
        assertThat(onlyEvent().tokenRef()).isEqualTo(POD);
    }

    @Test
    void aLargeBodyWaitsUntilTheJwtIsVerified() {
        String jwt = jwt(SUBJECT);
        with(jwt)
                .chat()
                .completions()
                .create(ask("task/chat").addUserMessage("word ".repeat(20_000)).build());
        assertThat(onlyEvent().tokenRef()).isEqualTo(POD);
    }

    @Test
    void whoeverTheJwtMeansIsHeldToHisToken() {
        String jwt = jwt(SUBJECT);
        ask(with(jwt));

        put(TokenChange.pausing(true));
        assertRefused(jwt, 403, "paused_api_key");
        put(TokenChange.pausing(false));
        ask(with(jwt));

        put(
                new TokenChange(
                        null,
                        Set.of("gate:usage"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        assertRefused(jwt, 403, "insufficient_scope");

        tokens.put(pod().asRevoked());
        assertRefused(jwt, 401, "invalid_token");
    }

    @Test
    void whatIsWrongWithAJwtIsTold() {
        assertRefused(jwt("system:serviceaccount:search:other"), 401, "invalid_token")
                .hasMessageContaining("no agent is recognised by it");
        assertRefused(
                        RunningIssuer.issuer.jwt("bank", Map.of("sub", SUBJECT)),
                        401,
                        "invalid_token")
                .hasMessageContaining("another audience")
                .hasMessageNotContaining("spidergate:");
        assertRefused(
                        RunningIssuer.issuer.jwt(
                                "spidergate", Map.of("sub", SUBJECT, "exp", 1_700_000_000L)),
                        401,
                        "expired_token")
                .hasMessageContaining("2023-11-14T22:13:20Z");
        String jwt = jwt(SUBJECT);
        assertRefused(jwt.substring(0, jwt.length() - 8) + "AAAAAAAA", 401, "invalid_token")
                .hasMessageContaining("its signature is wrong");
        try (JwtIssuer other = JwtIssuer.start()) {
            assertRefused(other.jwt("spidergate", Map.of("sub", SUBJECT)), 401, "invalid_token")
                    .hasMessageContaining("not one that the gateway trusts")
                    .hasMessageNotContaining(RunningIssuer.issuer.url());
        }
    }

    @Test
    void whatIsNoJwtIsToldSoAsBefore() {
        assertRefused("sk-abc", 401, "invalid_token_format");
        assertRefused("spidergate_pat_" + POD + "_x", 401, "invalid_api_key");
        assertRefused("spidergate_pat_" + POD + "_", 401, "invalid_token_format");
    }

    @Test
    void aJwtThatMeansTwoIsRefused() {
        recognised("firstofthetwo", Map.of("groups", "dev"));
        recognised("otherofthetwo", Map.of("groups", "ops"));
        assertRefused(
                        RunningIssuer.issuer.jwt(
                                "spidergate", Map.of("groups", List.of("dev", "ops"))),
                        401,
                        "invalid_token")
                .hasMessageContaining("more than one agent");
    }

    @Test
    void aKeyOfTheIssuersThatIsNewIsTaken() {
        RunningIssuer.issuer.rotateToRsa();
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .ignoreExceptions()
                .untilAsserted(() -> ask(with(jwt(SUBJECT))));
    }

    @Test
    void listsShowWhatItsWorkspaceMaySee() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(root.resolve("/v1/models").toString()))
                        .header("Authorization", "Bearer " + jwt(SUBJECT))
                        .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(model);
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ?> assertRefused(
            String token, int status, String code) {
        OpenAIServiceException refusal = refused(with(token), ask("task/chat"));
        assertThat(refusal).isNotNull();
        assertThat(refusal.statusCode()).isEqualTo(status);
        assertThat(refusal.code()).contains(code);
        return assertThat((Throwable) refusal);
    }

    private static String jwt(String subject) {
        return RunningIssuer.issuer.jwt("spidergate", Map.of("sub", subject));
    }

    private ChatCompletion ask(OpenAIClient client) {
        return client.chat().completions().create(ask("task/chat").build());
    }

    private OpenAIClient with(String token) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(root.resolve("/v1").toString())
                .apiKey(token)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(20))
                .responseValidation(true)
                .build();
    }

    private void put(TokenChange change) {
        tokens.put(change.of(pod()));
    }

    private static AgentToken pod() {
        return token(POD, Map.of("sub", SUBJECT));
    }

    private void recognised(String ref, Map<String, String> claims) {
        tokens.put(token(ref, claims));
    }

    private static AgentToken token(String ref, Map<String, String> claims) {
        AgentToken withSecret =
                Landscape.token(
                        ref,
                        List.of(),
                        Spending.PAID_OK,
                        Set.of("gate:chat", "gate:models"),
                        false);
        return new TokenChange(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new JwtIdentity(RunningIssuer.issuer.url(), null, claims),
                        false)
                .of(withSecret);
    }
}

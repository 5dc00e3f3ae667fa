package io.spidergate.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.JwtIdentity;
import io.spidergate.contracts.billing.TokenChange;
import io.spidergate.gateway.admission.jwt.JwtFacts;
import io.spidergate.gateway.testgate.Landscape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whose a JWT is.
class IdentityIndexTest {

    private static final String CLUSTER = "https://cluster";
    private static final Recognition NOBODY = new Recognition.OfNobody();

    private final KafkaTokenIndex index = new KafkaTokenIndex();

    @Test
    void allClaimsMustHold() {
        AgentToken token =
                hear("one", Map.of("sub", "sa:ns:one", "/kubernetes.io/namespace", "ns"));

        assertThat(of("{'sub':'sa:ns:one','kubernetes.io':{'namespace':'ns'}}"))
                .isEqualTo(new Recognition.Of(token));
        assertThat(of("{'sub':'sa:ns:one','kubernetes.io':{'namespace':'other'}}"))
                .isEqualTo(NOBODY);
        assertThat(of("{'sub':'sa:ns:one'}")).isEqualTo(NOBODY);
        assertThat(of("{'sub':'sa:ns:one','kubernetes.io':'ns'}")).isEqualTo(NOBODY);
        assertThat(of("{}")).isEqualTo(NOBODY);
    }

    @Test
    void ofAListOneEntryMustAndWhatHasNoOneSpellingNeverDoes() {
        AgentToken token = hear("one", Map.of("groups", "ops", "on", "true", "level", "3"));

        assertThat(of("{'groups':['dev','ops'],'on':true,'level':3}"))
                .isEqualTo(new Recognition.Of(token));
        assertThat(of("{'groups':[['ops']],'on':true,'level':3}")).isEqualTo(NOBODY);
        assertThat(of("{'groups':'ops','on':true,'level':3.0}")).isEqualTo(NOBODY);
        assertThat(of("{'groups':null,'on':true,'level':3}")).isEqualTo(NOBODY);
    }

    @Test
    void aPatternMeansAllThatBeginSoAndAnExactOneStandsBesideIt() {
        AgentToken all = hear("all", Map.of("sub", "sa:ns:*"));
        AgentToken other = hear("other", Map.of("sub", "sa:other:one"));

        assertThat(of("{'sub':'sa:ns:x'}")).isEqualTo(new Recognition.Of(all));
        assertThat(of("{'sub':'sa:other:one'}")).isEqualTo(new Recognition.Of(other));
        assertThat(of("{'sub':'sa:n'}")).isEqualTo(NOBODY);
    }

    @Test
    void anotherIssuersClaimsAndAnotherAudienceMeanNobody() {
        hear("one", new JwtIdentity(CLUSTER, "search", Map.of("sub", "a")));

        assertThat(of(facts(CLUSTER, Set.of("gate", "search"), "{'sub':'a'}")))
                .isInstanceOf(Recognition.Of.class);
        assertThat(of(facts(CLUSTER, Set.of("gate"), "{'sub':'a'}"))).isEqualTo(NOBODY);
        assertThat(of(facts("https://other", Set.of("gate", "search"), "{'sub':'a'}")))
                .isEqualTo(NOBODY);
    }

    /// Billing cannot see it coming: only the JWT tells that the claim is a list.
    @Test
    void whatMeansTwoMeansNeither() {
        hear("one", Map.of("groups", "dev"));
        hear("two", Map.of("groups", "ops"));

        assertThat(of("{'groups':['dev','ops']}"))
                .isEqualTo(new Recognition.OfSeveral(Set.of("one", "two")));
        assertThat(of("{'groups':['ops']}")).isInstanceOf(Recognition.Of.class);
    }

    @Test
    void aRevokedForgottenOrOtherwiseRecognisedTokenIsNotFound() {
        AgentToken token = hear("one", Map.of("sub", "a"));
        index.hear("one", next(token, TokenChange.NONE).asRevoked());
        assertThat(of("{'sub':'a'}")).isEqualTo(NOBODY);

        AgentToken again = hear("two", Map.of("sub", "a"));
        assertThat(of("{'sub':'a'}")).isEqualTo(new Recognition.Of(again));
        AgentToken moved =
                next(again, recognisedBy(new JwtIdentity(CLUSTER, null, Map.of("sub", "b"))));
        index.hear("two", moved);
        assertThat(of("{'sub':'a'}")).isEqualTo(NOBODY);
        assertThat(of("{'sub':'b'}")).isEqualTo(new Recognition.Of(moved));

        index.hear("two", null);
        assertThat(of("{'sub':'b'}")).isEqualTo(NOBODY);
    }

    @Test
    void aTokenThatIsEditedIsFoundAllTheTime() throws InterruptedException {
        AgentToken token = hear("one", Map.of("sub", "a"));
        List<Recognition> seen = new ArrayList<>();
        Thread reader =
                Thread.ofPlatform()
                        .start(() -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                Recognition now = of("{'sub':'a'}");
                                if (!(now instanceof Recognition.Of)) {
                                    seen.add(now);
                                }
                            }
                        });
        for (int i = 0; i < 5_000; i++) {
            JwtIdentity identity =
                    i % 2 == 0
                            ? new JwtIdentity(CLUSTER, null, Map.of("sub", "a*"))
                            : new JwtIdentity(CLUSTER, null, Map.of("sub", "a"));
            token = next(token, recognisedBy(identity));
            index.hear("one", token);
        }
        reader.interrupt();
        reader.join();
        assertThat(seen).isEmpty();
    }

    @Test
    void anIdentityWithoutClaimsMeansNobody() {
        hear("one", new JwtIdentity(CLUSTER, null, Map.of()));
        assertThat(of("{'sub':'a'}")).isEqualTo(NOBODY);
    }

    @Test
    void whatOnlyTheDiskToldIsForgottenWithItsIdentity() {
        index.keep(List.of(token("one", new JwtIdentity(CLUSTER, null, Map.of("sub", "a")))));
        assertThat(of("{'sub':'a'}")).isInstanceOf(Recognition.Of.class);
        index.confirm();
        assertThat(of("{'sub':'a'}")).isEqualTo(NOBODY);
    }

    private AgentToken hear(String ref, Map<String, String> claims) {
        return hear(ref, new JwtIdentity(CLUSTER, null, claims));
    }

    private AgentToken hear(String ref, JwtIdentity identity) {
        AgentToken token = token(ref, identity);
        index.hear(ref, token);
        return token;
    }

    private static AgentToken token(String ref, JwtIdentity identity) {
        return next(Landscape.token(ref), recognisedBy(identity));
    }

    private static AgentToken next(AgentToken token, TokenChange change) {
        return change.of(token);
    }

    private static TokenChange recognisedBy(JwtIdentity identity) {
        return new TokenChange(
                null, null, null, null, null, null, null, null, null, identity, null);
    }

    private Recognition of(String claims) {
        return of(facts(CLUSTER, Set.of("gate"), claims));
    }

    private Recognition of(JwtFacts facts) {
        return index.recognise(facts);
    }

    private static JwtFacts facts(String issuer, Set<String> audiences, String claims) {
        try {
            return new JwtFacts(
                    issuer,
                    audiences,
                    new ObjectMapper().readTree(claims.replace('\'', '"')),
                    Instant.MAX);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}

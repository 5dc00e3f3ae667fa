package io.spidergate.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.TokenLife;
import io.spidergate.contracts.billing.TokenLife.PreviousSecret;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.gateway.admission.AdmissionDecision.Admitted;
import io.spidergate.gateway.admission.AdmissionDecision.Expired;
import io.spidergate.gateway.admission.AdmissionDecision.InvalidToken;
import io.spidergate.gateway.admission.AdmissionDecision.MalformedToken;
import io.spidergate.gateway.admission.AdmissionDecision.NoToken;
import io.spidergate.gateway.admission.AdmissionDecision.NotReady;
import io.spidergate.gateway.admission.AdmissionDecision.Paused;
import io.spidergate.gateway.admission.AdmissionDecision.ScopeMissing;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPorts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final MemoryPorts.Tokens tokens = new MemoryPorts.Tokens();
    private final Admission admission = new Admission(tokens, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void admitsTheBearerOfTheWholeSecret() {
        var token = Landscape.token("abc123abc123");
        tokens.put(token);
        assertThat(admission.decide(Landscape.secret("abc123abc123"), "gate:chat"))
                .isEqualTo(new Admitted(token));
    }

    @Test
    void refusesAWrongSecretLikeAnUnknownToken() {
        tokens.put(Landscape.token("abc123abc123"));
        assertThat(admission.decide(Landscape.secret("abc123abc123") + "x", "gate:chat"))
                .isEqualTo(new InvalidToken());
        assertThat(admission.decide(Landscape.secret("unknown"), "gate:chat"))
                .isEqualTo(new InvalidToken());
    }

    @Test
    void refusesARevokedToken() {
        tokens.put(Landscape.token("gone", List.of(), Spending.PAID_OK, Set.of("gate:chat"), true));
        assertThat(admission.decide(Landscape.secret("gone"), "gate:chat"))
                .isEqualTo(new InvalidToken());
    }

    @Test
    void anExpiredOrPausedTokenIsToldSoWhereTheSecretIsRight() {
        tokens.put(living("late", new TokenLife(false, NOW, null)));
        tokens.put(living("soon", new TokenLife(false, NOW.plusNanos(1), null)));
        tokens.put(living("idle", new TokenLife(true, null, null)));

        assertThat(admission.decide(Landscape.secret("late"), "gate:chat"))
                .isEqualTo(new Expired(NOW));
        assertThat(admission.decide(Landscape.secret("soon"), "gate:chat"))
                .isInstanceOf(Admitted.class);
        assertThat(admission.decide(Landscape.secret("idle"), "gate:chat")).isEqualTo(new Paused());
        assertThat(admission.decide(Landscape.secret("late") + "x", "gate:chat"))
                .isEqualTo(new InvalidToken());
        assertThat(admission.decide(Landscape.secret("idle") + "x", "gate:chat"))
                .isEqualTo(new InvalidToken());
    }

    @Test
    void theSecretBeforeARotationGoesOnUntilItsGraceEnds() {
        String former = Landscape.secret("turned");
        var before = Landscape.token("turned");
        PreviousSecret graced = new PreviousSecret(before.secretHash(), NOW.plusNanos(1));
        PreviousSecret over = new PreviousSecret(before.secretHash(), NOW);

        var rotated = before.withSecret("0".repeat(64), new TokenLife(false, null, graced));
        tokens.put(rotated);
        assertThat(admission.decide(former, "gate:chat")).isEqualTo(new Admitted(rotated));

        tokens.put(before.withSecret("0".repeat(64), new TokenLife(false, null, over)));
        assertThat(admission.decide(former, "gate:chat")).isEqualTo(new InvalidToken());

        tokens.put(rotated.asRevoked());
        assertThat(admission.decide(former, "gate:chat")).isEqualTo(new InvalidToken());
    }

    private static AgentToken living(String ref, TokenLife life) {
        var token = Landscape.token(ref);
        return token.withSecret(token.secretHash(), life);
    }

    @Test
    void refusesATokenWithoutTheScope() {
        tokens.put(
                Landscape.token("usage", List.of(), Spending.PAID_OK, Set.of("gate:usage"), false));
        assertThat(admission.decide(Landscape.secret("usage"), "gate:chat"))
                .isEqualTo(new ScopeMissing("gate:chat"));
    }

    @Test
    void doesNotCallATokenUnknownBeforeAllTokensAreHeard() {
        tokens.setComplete(false);
        assertThat(admission.decide(Landscape.secret("later"), "gate:chat"))
                .isEqualTo(new NotReady());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-abc",
                "spidergate_pat_",
                "spidergate_pat_ref",
                "spidergate_pat_ref_",
                "spidergate_pat__secret"
            })
    void refusesWhatIsNotOfTheForm(String presented) {
        assertThat(admission.decide(presented, "gate:chat")).isEqualTo(new MalformedToken());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void refusesNothing(String presented) {
        assertThat(admission.decide(presented, "gate:chat")).isEqualTo(new NoToken());
        assertThat(admission.decide(null, "gate:chat")).isEqualTo(new NoToken());
    }

    @Test
    void findsTheTokenWhereverAnSdkPutsIt() {
        assertThat(PresentedToken.in(Map.of("authorization", "bearer t1")::get)).isEqualTo("t1");
        assertThat(PresentedToken.in(Map.of("x-api-key", "t2")::get)).isEqualTo("t2");
        assertThat(PresentedToken.in(Map.of("x-goog-api-key", "t3")::get)).isEqualTo("t3");
        assertThat(PresentedToken.in(Map.<String, String>of()::get)).isNull();
    }
}

package io.spidergate.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.Spending;
import io.spidergate.gateway.admission.AdmissionDecision.Admitted;
import io.spidergate.gateway.admission.AdmissionDecision.InvalidToken;
import io.spidergate.gateway.admission.AdmissionDecision.MalformedToken;
import io.spidergate.gateway.admission.AdmissionDecision.NoToken;
import io.spidergate.gateway.admission.AdmissionDecision.NotReady;
import io.spidergate.gateway.admission.AdmissionDecision.ScopeMissing;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPorts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

    private final MemoryPorts.Tokens tokens = new MemoryPorts.Tokens();
    private final Admission admission = new Admission(tokens);

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

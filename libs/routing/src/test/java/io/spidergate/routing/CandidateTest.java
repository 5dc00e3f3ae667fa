package io.spidergate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.QuotaPool;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CandidateTest {

    /// Sets aside what an answer may have at most.
    private static final QuotaPool RESERVING = Snapshots.pool(0);

    private static final QuotaPool SETTLING = Snapshots.pool(1);

    @Test
    void whoReservesTheAnswerIsAskedForAllOfIt() {
        assertThat(candidate(RESERVING).quotaTokens(100, 4_000)).isEqualTo(4_100);
        assertThat(candidate(RESERVING).quotaTokens(100, 50)).isEqualTo(150);
    }

    @Test
    void whoCountsWhatItHadIsAskedForWhatIsUsual() {
        assertThat(candidate(SETTLING).quotaTokens(100, 4_000)).isEqualTo(600);
        assertThat(candidate(SETTLING).quotaTokens(100, 50)).isEqualTo(150);
        assertThat(candidate(null).quotaTokens(100, 4_000)).isEqualTo(600);
    }

    @Test
    void anAnswerWithoutALimitIsTakenForAUsualOne() {
        assertThat(candidate(RESERVING).quotaTokens(100, 0)).isEqualTo(600);
        assertThat(candidate(SETTLING).quotaTokens(100, 0)).isEqualTo(600);
    }

    @Test
    void aCredentialHasTheLimitThatItsOwnerHasSetAndNoOther() {
        DeploymentRoute route = Snapshots.deployment("a");
        CredentialId limited = route.credentials().getFirst();
        Candidate candidate =
                new Candidate(
                        route,
                        Snapshots.provider("open", false),
                        null,
                        route.credentials(),
                        Map.of(limited, SETTLING));

        assertThat(candidate.limitOf(limited)).isEqualTo(SETTLING);
        assertThat(candidate.limitOf(new CredentialId("cred_2"))).isNull();
        assertThat(candidate.limitOf(null)).isNull();
    }

    private static Candidate candidate(@Nullable QuotaPool pool) {
        DeploymentRoute route = Snapshots.deployment("a");
        return new Candidate(
                route, Snapshots.provider("open", false), pool, route.credentials(), Map.of());
    }
}

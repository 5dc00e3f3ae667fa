package io.spidergate.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void eachDeathSoonAfterAStartWaitsLongerUpToHalfAMinute() {
        RestartPolicy policy = RestartPolicy.started(START);
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            policy = policy.died(START);
            delays.add(policy.delay().toSeconds());
            policy = policy.restarted(START);
        }
        assertThat(delays).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void aPartThatHasProvedItselfStartsAgainAtOnce() {
        RestartPolicy policy = new RestartPolicy(5, START).died(START.plus(RestartPolicy.PROVED));
        assertThat(policy.delay()).isEqualTo(Duration.ofSeconds(1));
    }
}

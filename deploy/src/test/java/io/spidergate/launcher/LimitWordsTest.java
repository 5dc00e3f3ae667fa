package io.spidergate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.vault.DiscoveredLimit;
import io.spidergate.contracts.vault.ProbeResult;
import io.spidergate.contracts.vault.ProbeResult.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitWordsTest {

    @Test
    void limitsAreToldInWordsAndNothingWhereThereAreNone() {
        assertThat(LimitWords.of(result())).isEmpty();
        assertThat(
                        LimitWords.of(
                                result(
                                        new DiscoveredLimit(
                                                QuotaUnit.REQUESTS, 86_400, 14_400, 14_399L),
                                        new DiscoveredLimit(QuotaUnit.TOKENS, 60, 6_000, null),
                                        new DiscoveredLimit(QuotaUnit.TOKENS, 3_600, 9, null),
                                        new DiscoveredLimit(QuotaUnit.REQUESTS, 10, 5, null))))
                .contains(
                        "Its limits: 14400 requests a day (14399 left), 6000 tokens a minute, 9 tokens an hour, 5 requests in 10 s.");
    }

    private static ProbeResult result(DiscoveredLimit... limits) {
        return new ProbeResult(Verdict.WORKS, "It works.", 12, List.of("m"), List.of(limits));
    }
}

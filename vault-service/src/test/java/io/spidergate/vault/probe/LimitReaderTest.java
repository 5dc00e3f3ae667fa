package io.spidergate.vault.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.RateHeader;
import io.spidergate.contracts.vault.DiscoveredLimit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitReaderTest {

    private static final List<RateHeader> GROQ =
            List.of(
                    new RateHeader(QuotaUnit.REQUESTS, 86_400, "limit-r", "left-r", null),
                    new RateHeader(QuotaUnit.TOKENS, 60, "limit-t", null, null),
                    new RateHeader(QuotaUnit.REQUESTS, 60, null, "left-m", null));

    @Test
    void whatTheProviderTellsIsReadAndNothingElse() {
        assertThat(read(Map.of("limit-r", "14400", "left-r", "14399", "limit-t", "6000")))
                .containsExactly(
                        new DiscoveredLimit(QuotaUnit.REQUESTS, 86_400, 14_400, 14_399L),
                        new DiscoveredLimit(QuotaUnit.TOKENS, 60, 6_000, null));
        assertThat(read(Map.of("left-r", "3", "left-m", "2"))).isEmpty();
    }

    @Test
    void whatIsNoLimitIsNotTold() {
        for (String odd : List.of("", "-1", "many", "1.5", "99999999999999", "1000000000001")) {
            assertThat(read(Map.of("limit-r", odd))).as(odd).isEmpty();
        }
        assertThat(read(Map.of("limit-r", "10", "left-r", "sk-key")).getFirst().remaining())
                .isNull();
    }

    @Test
    void ofAPlanWhatIsLeftIsToldInHundredths() {
        List<RateHeader> plan =
                List.of(new RateHeader(QuotaUnit.PERCENT, 18_000, null, null, "used", "reset"));
        for (Map.Entry<String, Long> told :
                Map.of("0", 100L, "41.2", 58L, "100", 0L, "999", 0L).entrySet()) {
            assertThat(LimitReader.limits(plan, name -> Optional.of(told.getKey())))
                    .containsExactly(
                            new DiscoveredLimit(QuotaUnit.PERCENT, 18_000, 100, told.getValue()));
        }
        for (String odd : List.of("", "-1", "1e9", "NaN", "41.", "1000")) {
            assertThat(LimitReader.limits(plan, name -> Optional.of(odd))).as(odd).isEmpty();
        }
    }

    private static List<DiscoveredLimit> read(Map<String, String> headers) {
        return LimitReader.limits(GROQ, name -> Optional.ofNullable(headers.get(name)));
    }
}

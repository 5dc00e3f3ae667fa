package io.spidergate.billing.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.contracts.Problem;
import jakarta.ws.rs.WebApplicationException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageRangeTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:20:30Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-01, 2026-11-03, 2026-11-01T00:00:00Z, 2026-11-03T00:00:00Z",
        "2026-11-01T10:20:00, 2026-11-01T12:00:00, 2026-11-01T10:00:00Z, 2026-11-01T12:00:00Z",
        "2026-11-01T10:20:00Z, 2026-11-01T12:00:01Z, 2026-11-01T10:00:00Z, 2026-11-01T13:00:00Z",
        "2026-11-01T10:20:00+02:00, 2026-11-02, 2026-11-01T08:00:00Z, 2026-11-02T00:00:00Z",
        ", , 2026-11-20T10:00:00Z, 2026-11-27T11:00:00Z",
    })
    void partsOfHoursCountWholeAndWithoutAZoneItIsUtc(
            String from, String to, Instant start, Instant end) {
        UsageRange range = UsageRange.asked(from, to, "day", NOW);
        assertThat(range.from()).isEqualTo(start);
        assertThat(range.to()).isEqualTo(end);
    }

    @Test
    void theRangeBeforeIsAsLongAndEndsWhereThisBegins() {
        UsageRange range = UsageRange.asked("2026-11-03T05:00:00", "2026-11-04", "hour", NOW);
        assertThat(range.buckets()).hasSize(19);
        assertThat(range.before().to()).isEqualTo(range.from());
        assertThat(range.before().buckets()).hasSize(19);
        assertThat(range.before().from()).isEqualTo(Instant.parse("2026-11-02T10:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-03, 2026-11-03, day, to",
        "2026-11-03, 2026-11-01, day, to",
        "2025-11-01, 2026-11-03, day, from",
        "yesterday, 2026-11-03, day, from",
        "2026-11-01, 2026-13-03, day, to",
        "1999-11-01, 1999-11-03, day, to",
        "2026-11-01, 2026-11-03, week, bucket",
        "2026-01-01, 2026-11-03, hour, bucket",
    })
    void whatIsWrongIsNamed(String from, String to, String bucket, String field) {
        assertThatThrownBy(() -> UsageRange.asked(from, to, bucket, NOW))
                .isInstanceOfSatisfying(
                        WebApplicationException.class,
                        refused -> {
                            assertThat(refused.getResponse().getStatus()).isEqualTo(400);
                            assertThat(((Problem) refused.getResponse().getEntity()).field())
                                    .isEqualTo(field);
                        });
    }
}

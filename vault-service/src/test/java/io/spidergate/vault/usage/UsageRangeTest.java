package io.spidergate.vault.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageRangeTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-27");

    @Test
    void todayIsTheLastDayThatIsAskedAbout() {
        assertThat(UsageRange.of("2026-11-20", "2026-12-24", TODAY))
                .isEqualTo(new UsageRange.Days(LocalDate.parse("2026-11-20"), TODAY.plusDays(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, 2026-11-20, until",
        "2026-10-20, 2026-11-27, until",
        "2026-11-28, 2026-11-29, until",
        "yesterday, 2026-11-20, from",
        ", 2026-11-20, from",
        "2026-11-20, 20.11.2026, until",
        "2026-11-20, , until"
    })
    void whatIsNoRangeIsRefusedByItsField(String from, String until, String field) {
        assertThat(UsageRange.of(from, until, TODAY))
                .isInstanceOfSatisfying(
                        UsageRange.Invalid.class,
                        invalid -> assertThat(invalid.field()).isEqualTo(field));
    }
}

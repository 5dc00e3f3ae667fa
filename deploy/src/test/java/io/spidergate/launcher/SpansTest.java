package io.spidergate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.launcher.console.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aSpanIsANumberAndAUnit() {
        assertThat(Spans.span("--grace", "0s")).isEqualTo(Duration.ZERO);
        assertThat(Spans.span("--grace", "15m")).isEqualTo(Duration.ofMinutes(15));
        assertThat(Spans.span("--grace", "12h")).isEqualTo(Duration.ofHours(12));
        assertThat(Spans.span("--grace", "30d")).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void anInstantIsWrittenOutOrCountedFromNow() {
        assertThat(Spans.instant("--expires", "1d", NOW))
                .isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
        assertThat(Spans.instant("--expires", "2027-01-31T00:00:00Z", NOW))
                .isEqualTo(Instant.parse("2027-01-31T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-5d", "5w", "1.5h", "9999999s", "tomorrow"})
    void whatIsNeitherIsRefusedByNamingIt(String wrong) {
        assertThatThrownBy(() -> Spans.span("--grace", wrong))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--grace must be a span such as")
                .hasMessageContaining("'" + wrong + "'");
        assertThatThrownBy(() -> Spans.instant("--expires", wrong, NOW))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--expires must be an instant such as");
    }
}

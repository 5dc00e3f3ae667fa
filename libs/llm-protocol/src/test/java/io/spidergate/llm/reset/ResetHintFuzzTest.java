package io.spidergate.llm.reset;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

final class ResetHintFuzzTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @FuzzTest
    void noHintIsAWaitBelowZeroOrAboveTheLongest(byte[] header) {
        String value = new String(header, StandardCharsets.ISO_8859_1);

        assertBounded(ResetHint.parse(value, NOW));
        assertBounded(ResetHint.parseMillis(value));
    }

    private static void assertBounded(Optional<Duration> wait) {
        wait.ifPresent(told -> assertThat(told).isBetween(Duration.ZERO, ResetHint.LONGEST));
    }
}

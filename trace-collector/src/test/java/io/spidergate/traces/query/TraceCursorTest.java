package io.spidergate.traces.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;
import static org.quicktheories.generators.SourceDSL.strings;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class TraceCursorTest {

    @Test
    void comesBackAsItWentOut() {
        qt().forAll(
                        longs().between(0, 4_102_444_800_000_000L),
                        strings().basicLatinAlphabet().ofLengthBetween(1, 60))
                .checkAssert((micros, id) -> {
                    TraceCursor cursor =
                            new TraceCursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), id);
                    assertThat(TraceCursor.decode(cursor.encoded())).contains(cursor);
                });
    }

    @Test
    void oneChangedCharacterIsNoCursor() {
        String good =
                new TraceCursor(Instant.parse("2026-03-01T10:00:00Z"), "req_0123456789ab")
                        .encoded();
        qt().forAll(integers().between(0, good.length() - 2))
                .checkAssert(index -> {
                    char other = good.charAt(index) == 'A' ? 'B' : 'A';
                    String tampered = good.substring(0, index) + other + good.substring(index + 1);
                    assertThat(TraceCursor.decode(tampered)).isEmpty();
                });
    }

    @Test
    void arbitraryTextNeverThrows() {
        qt().forAll(strings().allPossible().ofLengthBetween(0, 50))
                .checkAssert(text -> assertThat(TraceCursor.decode(text)).isEmpty());
    }
}

package io.spidergate.llm.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;
import static org.quicktheories.generators.SourceDSL.strings;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResetHintTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.500Z");

    private static final List<String> PIECES =
            List.of(
                    "1",
                    "0",
                    "9",
                    "59.56",
                    ".",
                    "-",
                    "+",
                    "h",
                    "m",
                    "s",
                    "ms",
                    "us",
                    "ns",
                    "d",
                    "T",
                    "Z",
                    ":",
                    " ",
                    "GMT",
                    "Sun, ",
                    "Nov",
                    "2026",
                    "e9",
                    "NaN",
                    "\"",
                    "²",
                    "٣",
                    "1795348800");

    @ParameterizedTest
    @CsvSource({
        "2m59.56s, PT2M59.56S",
        "825ms, PT0.825S",
        "1h2m3.5s, PT1H2M3.5S",
        "1m26.4s, PT1M26.4S",
        "6m0s, PT6M",
        "0s, PT0S",
        "12ms, PT0.012S",
        "1.5µs, PT0.0000015S",
        "33.5s, PT33.5S",
        "'\"33.5s\"', PT33.5S",
        "11726.28, PT3H15M26.28S",
        "57, PT57S",
        "' 7 ', PT7S",
        "0, PT0S",
        "-5, PT0S",
        "-5s, PT0S",
        "1795348860, PT59.5S",
        "1795348860000, PT59.5S",
        "1795348860.25, PT59.75S",
        "1700000000, PT0S",
        "2026-11-22T12:01:00Z, PT59.5S",
        "2026-11-22T13:01:00+01:00, PT59.5S",
        "2026-11-22T12:00:00.75Z, PT0.25S",
        "'Sun, 22 Nov 2026 12:01:00 GMT', PT59.5S",
        "'Sunday, 22-Nov-26 12:01:00 GMT', PT59.5S",
        "'Sun Nov 22 12:01:00 2026', PT59.5S",
        "'Sun Nov  1 12:01:00 2026', PT0S",
        "999999h, PT744H",
        "99999999, PT744H"
    })
    void readsEveryFormThatProvidersUse(String text, Duration wait) {
        assertThat(ResetHint.parse(text, NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "s",
                "1x",
                "NaN",
                "Infinity",
                "1e9",
                "1m2",
                "٣",
                "1s1",
                "\""
            })
    void isEmptyForWhatIsNoHint(String text) {
        assertThat(ResetHint.parse(text, NOW)).isEmpty();
        assertThat(ResetHint.parse(null, NOW)).isEmpty();
    }

    @Test
    void neverThrowsAndStaysWithinBounds() {
        var pieces =
                lists().of(integers().between(0, PIECES.size() - 1))
                        .ofSizeBetween(0, 12)
                        .map(list -> list.stream().map(PIECES::get).reduce("", String::concat));
        for (var gen : List.of(pieces, strings().allPossible().ofLengthBetween(0, 80))) {
            qt().withExamples(5_000)
                    .forAll(gen)
                    .check(text ->
                            within(ResetHint.parse(text, NOW))
                                    && within(ResetHint.parseMillis(text)));
        }
    }

    private static boolean within(Optional<Duration> wait) {
        return wait.isEmpty()
                || !wait.get().isNegative() && wait.get().compareTo(ResetHint.LONGEST) <= 0;
    }

    @Test
    void everyFormOfOneMomentTellsTheSameWait() {
        Instant start = Instant.parse("2026-11-22T12:00:00Z");
        qt().forAll(longs().between(1, 30 * 86_400))
                .checkAssert(seconds -> {
                    Instant reset = start.plusSeconds(seconds);
                    String httpDate =
                            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                    reset.atOffset(ZoneOffset.UTC));
                    for (String form :
                            List.of(
                                    Long.toString(seconds),
                                    seconds + "s",
                                    seconds * 1000 + "ms",
                                    Long.toString(reset.getEpochSecond()),
                                    Long.toString(reset.toEpochMilli()),
                                    reset.toString(),
                                    httpDate)) {
                        assertThat(ResetHint.parse(form, start))
                                .as(form)
                                .contains(Duration.ofSeconds(seconds));
                    }
                });
    }

    @Test
    void prefersTheFinerOfTheStandardHeaders() {
        assertThat(retryAfter(Map.of("retry-after", "2", "retry-after-ms", "1234")))
                .contains(Duration.ofMillis(1234));
        assertThat(retryAfter(Map.of("retry-after", "2", "retry-after-ms", "soon")))
                .contains(Duration.ofSeconds(2));
        assertThat(retryAfter(Map.of())).isEmpty();
    }

    private static Optional<Duration> retryAfter(Map<String, String> headers) {
        return ResetHint.retryAfter(headers::get, NOW);
    }
}

package io.spidergate.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.gateway.RequestEvent.Basis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 µs",
        "999, 999 µs",
        "1200, 1.2 ms",
        "87000, 87 ms",
        "999499, 999 ms",
        "1240000, 1.24 s",
        "59990000, 59.99 s",
        "125000000, 2 min 05 s"
    })
    void durationsReadAsPeopleSayThem(long us, String text) {
        assertThat(Figures.duration(us)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "9999, '9,999'", "48210, 48.2k", "3410000, 3.41M"})
    void largeCountsAreShort(long number, String text) {
        assertThat(Figures.count(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0%", "0, 9, 0%", "1, 100000, <0.1%", "1, 40, 2.5%", "4, 40, 10%"})
    void aShareOfNothingIsZeroAndASmallOneIsNotHidden(long part, long whole, String text) {
        assertThat(Figures.percent(part, whole)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 requests", "1, 1 request", "1204, '1,204 requests'"})
    void oneIsNotMany(long number, String text) {
        assertThat(Figures.counted(number, "request")).isEqualTo(text);
    }

    @Test
    void anAmountSaysWhatItRestsOn() {
        assertThat(Figures.basis(Basis.NONE)).isEqualTo("nothing used");
        assertThat(Figures.basis(Basis.UNPRICED)).isEqualTo("price unknown");
    }

    @Test
    void whatDidNotHappenIsADash() {
        assertThat(Figures.duration(null)).isEqualTo("–");
        assertThat(Figures.span(3, null)).isEqualTo("–");
        assertThat(Figures.latency(0)).isEqualTo("–");
    }
}

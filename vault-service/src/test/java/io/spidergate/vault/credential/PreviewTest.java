package io.spidergate.vault.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.strings;

import org.junit.jupiter.api.Test;

class PreviewTest {

    @Test
    void showsBothEndsOfALongSecretAndLessOfAShortOne() {
        assertThat(Preview.of("gsk_0123456789012345678901234f2a")).isEqualTo("gsk_…4f2a");
        assertThat(Preview.of("123456789")).isEqualTo("12…9");
        assertThat(Preview.of("123")).isEqualTo("1…");
        assertThat(Preview.of("12")).isEqualTo("…");
    }

    @Test
    void neverShowsMoreThanAThird() {
        qt().forAll(strings().betweenCodePoints(' ', '~').ofLengthBetween(1, 200))
                .check(secret ->
                        3 * (Preview.of(secret).length() - 1) <= secret.length()
                                && Preview.of(secret).length() <= 9);
    }
}

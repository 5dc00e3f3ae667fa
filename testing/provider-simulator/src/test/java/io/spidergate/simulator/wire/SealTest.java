package io.spidergate.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.strings;

import org.junit.jupiter.api.Test;

final class SealTest {

    @Test
    void whatIsSealedOpensForItsMakerOnly() {
        qt().forAll(strings().allPossible().ofLengthBetween(0, 40).map(SealTest::valid))
                .checkAssert(text -> {
                    String token = Seal.of("messages", text);
                    assertThat(Seal.open("messages", token)).hasValue(text);
                    assertThat(Seal.open("gemini", token)).isEmpty();
                });
    }

    @Test
    void whatWasChangedDoesNotOpen() {
        qt().forAll(strings().basicLatinAlphabet().ofLengthBetween(1, 40))
                .checkAssert(text -> {
                    String token = Seal.of("messages", text);
                    String flipped = (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1);
                    assertThat(Seal.open("messages", flipped)).isEmpty();
                    assertThat(Seal.open("messages", text)).isEmpty();
                });
    }

    /// Half of a surrogate pair is no text and does not survive any encoding.
    private static String valid(String text) {
        return text.codePoints()
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

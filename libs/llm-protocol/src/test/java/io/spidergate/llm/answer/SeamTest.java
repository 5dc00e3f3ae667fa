package io.spidergate.llm.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.strings;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeamTest {

    private static final String WHOLE =
            "A spider's web is a thing of patience:  one thread, then another, and no hurry.";

    @Test
    void whatGoesOnIsPassedOnHoweverItIsCut() {
        qt().forAll(
                        integers().between(1, WHOLE.length() - 1),
                        lists().of(integers().between(1, 9)).ofSizeBetween(1, 60))
                .checkAssert((at, sizes) -> {
                    String said = WHOLE.substring(0, at);
                    Seam seam = new Seam(said, false);
                    String rest = WHOLE.substring(seam.begun().length());
                    assertThat(said + joined(seam, rest, sizes)).isEqualTo(WHOLE);
                });
    }

    @Test
    void aRepeatedBeginningIsHeardOnce() {
        qt().forAll(
                        integers().between(1, WHOLE.length()),
                        lists().of(integers().between(1, 9)).ofSizeBetween(1, 60))
                .checkAssert((at, sizes) -> {
                    String said = WHOLE.substring(0, at);
                    assertThat(said + joined(new Seam(said, true), WHOLE, sizes)).isEqualTo(WHOLE);
                });
    }

    @Test
    void aLongBeginningIsKnownAgainUnannounced() {
        String said = WHOLE.substring(0, 40);
        assertThat(said + joined(new Seam(said, false), WHOLE, List.of(3))).isEqualTo(WHOLE);
    }

    @Test
    void anotherTextThatBeginsTheSameIsToldApart() {
        Seam seam = new Seam(WHOLE, false);
        assertThat(joined(seam, WHOLE.substring(0, 45) + " something else", List.of(7))).isEmpty();
        assertThat(seam.isAnew()).isTrue();
    }

    @Test
    void aBeginningThatStopsHalfWayIsBegunAnew() {
        Seam seam = new Seam(WHOLE, false);
        assertThat(joined(seam, WHOLE.substring(0, 45), List.of(7))).isEmpty();
        assertThat(seam.isAnew()).isTrue();
    }

    @Test
    void nothingButWhatWasSaidGetsLost() {
        qt().forAll(
                        strings().basicLatinAlphabet().ofLengthBetween(0, 60),
                        strings().basicLatinAlphabet().ofLengthBetween(0, 60))
                .assuming((said, rest) -> !rest.startsWith(" ") && !rest.startsWith("\n"))
                .assuming((said, rest) -> said.isBlank() || said.charAt(0) != first(rest))
                .checkAssert((said, rest) ->
                        assertThat(joined(new Seam(said, false), rest, List.of(5)))
                                .isEqualTo(rest));
    }

    private static char first(String text) {
        return text.isEmpty() ? 0 : text.charAt(0);
    }

    private static String joined(Seam seam, String rest, List<Integer> sizes) {
        StringBuilder heard = new StringBuilder();
        int at = 0;
        for (int turn = 0; at < rest.length(); turn++) {
            int to = Math.min(rest.length(), at + sizes.get(turn % sizes.size()));
            heard.append(seam.join(rest.substring(at, to)));
            at = to;
        }
        return heard.append(seam.rest()).toString();
    }
}

package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.doubles;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenScaleTest {

    @Test
    void isOneWhereNothingWasLearned() {
        assertThat(TokenScale.UNKNOWN.of(1_234)).isEqualTo(1_234);
        assertThat(TokenScale.UNKNOWN.learning(0, 50)).isEqualTo(TokenScale.UNKNOWN);
        assertThat(TokenScale.UNKNOWN.learning(50, 0)).isEqualTo(TokenScale.UNKNOWN);
    }

    /// Any tokenizer that is off by a factor, and by a quarter from text to text, is known within
    /// five in a hundred after two hundred answers.
    @Test
    void learnsAnyTokenizer() {
        qt().withExamples(300)
                .forAll(doubles().between(0.3, 3.5), integers().all())
                .checkAssert((factor, seed) -> {
                    Random random = new Random(seed);
                    TokenScale scale = TokenScale.UNKNOWN;
                    for (int answer = 0; answer < 200; answer++) {
                        long estimated = 20 + random.nextInt(2_000);
                        double noise = 0.75 + random.nextDouble() / 2;
                        scale = scale.learning(Math.round(estimated * factor * noise), estimated);
                    }
                    assertThat(scale.of(10_000))
                            .isCloseTo(
                                    Math.round(10_000 * factor), within(Math.round(500 * factor)));
                });
    }

    @Test
    void followsATokenizerThatChanges() {
        TokenScale scale = TokenScale.UNKNOWN;
        for (int answer = 0; answer < 1_000; answer++) {
            scale = scale.learning(2_000, 1_000);
        }
        for (int answer = 0; answer < 400; answer++) {
            scale = scale.learning(1_000, 1_000);
        }
        assertThat(scale.ratio()).isCloseTo(1, within(0.03));
    }

    /// A provider that lies does not make an estimate absurd.
    @Test
    void isNeverBeyondAllMeasure() {
        qt().forAll(longs().between(1, 1_000_000_000L), longs().between(1, 1_000_000_000L))
                .checkAssert((counted, estimated) ->
                        assertThat(TokenScale.UNKNOWN.learning(counted, estimated).ratio())
                                .isBetween(0.25, 4.0));
    }

    /// One odd answer moves what is known by little.
    @Test
    void oneAnswerIsNotBelievedAlone() {
        assertThat(TokenScale.UNKNOWN.learning(30, 10).ratio()).isLessThan(1.11);
    }
}

package io.spidergate.router.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A share ends when its model is proven to fail too often, and not by bad luck.
class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        // failing always is plain after a few
        "3, 3, 5, true",
        "2, 2, 5, false",
        "4, 4, 10, true",
        "3, 3, 20, false",
        "5, 5, 20, true",
        // half of what is tolerated twice over proves little at first and much later
        "10, 4, 20, false",
        "50, 20, 20, true",
        "100, 15, 10, false",
        "100, 22, 10, true",
        "0, 0, 1, false",
        "100, 0, 1, false",
        "100, 99, 99, false",
    })
    void needsProof(int attempts, int failures, int tolerated, boolean bad) {
        assertThat(Verdict.isTooBad(attempts, failures, tolerated)).isEqualTo(bad);
    }

    @Test
    void oneFailureMoreIsNeverBetterAndOneToleratedMoreNeverWorse() {
        for (int attempts = 1; attempts <= 100; attempts += 3) {
            for (int tolerated = 1; tolerated < 99; tolerated += 7) {
                boolean before = false;
                for (int failures = 0; failures <= attempts; failures++) {
                    boolean bad = Verdict.isTooBad(attempts, failures, tolerated);
                    assertThat(bad || !before).isTrue();
                    assertThat(bad || !Verdict.isTooBad(attempts, failures, tolerated + 1))
                            .isTrue();
                    before = bad;
                }
            }
        }
    }

    @Test
    void aModelWithinWhatIsToleratedSeldomEndsOverThousandsOfAttempts() {
        Random random = new Random(5);
        int ended = 0;
        for (int model = 0; model < 200; model++) {
            boolean[] last = new boolean[100];
            int failures = 0;
            boolean over = false;
            for (int attempt = 0; attempt < 1_000 && !over; attempt++) {
                failures -= last[attempt % 100] ? 1 : 0;
                last[attempt % 100] = random.nextInt(100) < 5;
                failures += last[attempt % 100] ? 1 : 0;
                over = Verdict.isTooBad(Math.min(attempt + 1, 100), failures, 10);
            }
            ended += over ? 1 : 0;
        }
        assertThat(ended).isLessThan(6);
    }
}

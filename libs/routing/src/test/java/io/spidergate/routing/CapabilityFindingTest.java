package io.spidergate.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import io.spidergate.routing.CapabilityFinding.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class CapabilityFindingTest {

    private static final Instant T0 = Instant.parse("2026-11-27T12:00:00Z");
    private static final Duration FIRST = Duration.ofMinutes(10);

    @Test
    void oneRefusalTakesItForTenMinutes() {
        assertThat(refused(null, T0))
                .isEqualTo(new CapabilityFinding(Word.REFUSED, 1, T0, T0.plus(FIRST), T0, "gw_1"));
    }

    @Test
    void isAskedForLessAndLessOften() {
        CapabilityFinding finding = null;
        Instant at = T0;
        for (Duration wait :
                List.of(
                        FIRST,
                        Duration.ofHours(1),
                        Duration.ofHours(6),
                        Duration.ofDays(1),
                        Duration.ofDays(3),
                        Duration.ofDays(7),
                        Duration.ofDays(7))) {
            finding = refused(finding, at);
            assertThat(finding.until()).isEqualTo(at.plus(wait));
            assertThat(finding.since()).isEqualTo(T0);
            at = finding.until();
        }
    }

    @Test
    void whatWasProvenIsDoubtedBeforeItIsTaken() {
        CapabilityFinding proven = CapabilityFinding.served(null, T0);

        CapabilityFinding doubted = refused(proven, T0.plusSeconds(1));
        assertThat(doubted.isRefused()).isFalse();
        CapabilityFinding taken = refused(doubted, T0.plusSeconds(2));
        assertThat(taken.isRefused()).isTrue();
        assertThat(taken.until()).isEqualTo(T0.plusSeconds(2).plus(FIRST));
        assertThat(refused(CapabilityFinding.served(doubted, T0.plusSeconds(2)), T0.plusSeconds(3)))
                .isEqualTo(
                        new CapabilityFinding(
                                Word.DOUBTED,
                                1,
                                T0.plusSeconds(3),
                                T0.plusSeconds(3),
                                T0.plusSeconds(3),
                                "gw_1"));
    }

    @Test
    void aSuccessGivesItBackAtOnceWhateverWas() {
        qt().forAll(histories())
                .checkAssert(history -> {
                    CapabilityFinding finding = after(history);
                    Instant later = finding == null ? T0 : finding.heardAt().plusSeconds(1);
                    CapabilityFinding served = CapabilityFinding.served(finding, later);
                    assertThat(served.word()).isEqualTo(Word.PROVEN);
                    assertThat(served.refusals()).isZero();
                });
    }

    @Test
    void furtherRefusalsNeverBringItBackSooner() {
        qt().forAll(histories(), integers().between(1, 100_000))
                .checkAssert((history, later) -> {
                    CapabilityFinding before = after(history);
                    if (before == null || !before.isRefused()) {
                        return;
                    }
                    CapabilityFinding more = refused(before, before.heardAt().plusSeconds(later));
                    assertThat(more.isRefused()).isTrue();
                    assertThat(more.until()).isAfterOrEqualTo(before.until());
                });
    }

    @Test
    void whatWasUnderWayWhenItWasRefusedTeachesNothingNew() {
        qt().forAll(integers().between(1, 599))
                .checkAssert(second -> {
                    CapabilityFinding first = refused(null, T0);
                    CapabilityFinding more = refused(first, T0.plusSeconds(second));
                    assertThat(more.until()).isEqualTo(first.until());
                    assertThat(more.refusals()).isEqualTo(1);
                });
    }

    @Test
    void isNeverTakenForLongByFewRefusals() {
        qt().forAll(histories())
                .checkAssert(history -> {
                    CapabilityFinding finding = after(history);
                    long inARow = refusalsAtTheEnd(history);
                    if (finding != null && finding.isRefused() && inARow <= 1) {
                        assertThat(Duration.between(finding.heardAt(), finding.until()))
                                .isLessThanOrEqualTo(FIRST);
                    }
                });
    }

    @Test
    void hearingOfTheLastOutcomeAgainChangesNothing() {
        qt().forAll(histories())
                .checkAssert(history -> {
                    CapabilityFinding finding = after(history);
                    if (finding != null) {
                        assertThat(refused(finding, finding.heardAt())).isEqualTo(finding);
                        assertThat(CapabilityFinding.served(finding, finding.heardAt()))
                                .isEqualTo(finding);
                        assertThat(replayed(finding, history)).isEqualTo(finding);
                    }
                });
    }

    /// Even numbers are successes, odd ones refusals; each comes so many seconds after the last.
    private static Gen<List<Integer>> histories() {
        return lists().of(integers().between(1, 20_000)).ofSizeBetween(0, 12);
    }

    private static CapabilityFinding after(List<Integer> history) {
        return replayed(null, history);
    }

    private static CapabilityFinding replayed(CapabilityFinding from, List<Integer> history) {
        CapabilityFinding finding = from;
        Instant at = T0;
        for (int step : history) {
            at = at.plusSeconds(step);
            finding = step % 2 == 0 ? CapabilityFinding.served(finding, at) : refused(finding, at);
        }
        return finding;
    }

    private static long refusalsAtTheEnd(List<Integer> history) {
        long count = 0;
        for (int at = history.size() - 1; at >= 0 && history.get(at) % 2 == 1; at--) {
            count++;
        }
        return count;
    }

    private static CapabilityFinding refused(CapabilityFinding before, Instant at) {
        return CapabilityFinding.refused(before, at, "gw_1");
    }
}

package io.spidergate.quota;

import static io.spidergate.quota.PoolTable.T0;
import static io.spidergate.quota.PoolTable.day;
import static io.spidergate.quota.PoolTable.minute;
import static io.spidergate.quota.PoolTable.standing;
import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.QuotaAnswer.PoolAnswer;
import io.spidergate.contracts.routing.QuotaRequest.PoolWord;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import org.junit.jupiter.api.Test;

class PoolRoundTest {

    private final PoolTable table = new PoolTable(minute(30), day(1_000));

    @Test
    void grantsWhatTheTightestWindowHasLeft() {
        table.use("a", 29);

        PoolAnswer answer = table.says("a", table.word().asking(QuotaUnit.REQUESTS, 1, 20));

        assertThat(answer.grants()).singleElement().satisfies(g -> assertThat(g.amount()).isOne());
    }

    @Test
    void leavesTheOthersTheirPart() {
        long first = table.granted("a", 1, 100);
        long second = table.granted("b", 1, 100);
        long third = table.granted("c", 1, 100);

        assertThat(first).isEqualTo(15);
        assertThat(second).isBetween(3L, 4L);
        assertThat(third).isBetween(1L, 2L);
    }

    @Test
    void whatAHolderSaysItSpentIsUsedAndNotHeldTwice() {
        PoolAnswer granted = table.says("a", table.word().asking(QuotaUnit.REQUESTS, 10, 10));
        String grant = granted.grants().getFirst().grantId();

        PoolAnswer after =
                table.says("a", table.word().holding(grant, 4, 6).using(QuotaUnit.REQUESTS, 0, 4));

        assertThat(after.holds())
                .singleElement()
                .satisfies(h -> assertThat(h.outstanding()).isZero());
        assertThat(standing(after, 60).used()).isEqualTo(4);
        assertThat(standing(after, 60).held()).isZero();
    }

    @Test
    void theSameWordSaidAgainChangesNothing() {
        PoolWord word = table.word().using(QuotaUnit.REQUESTS, 0, 4).build(7);

        table.hears("a", word);
        PoolAnswer again = table.hears("a", word);

        assertThat(standing(again, 60).used()).isEqualTo(4);
    }

    @Test
    void aGatewayThatDiedLosesWhatItHeldAfterOneExpiry() {
        table.granted("dead", 15, 15);

        table.pass(PoolState.EXPIRY.plusMillis(1));

        assertThat(table.granted("alive", 25, 25)).isEqualTo(25);
    }

    @Test
    void deniesUntilTheWindowIsFree() {
        table.use("a", 30);

        PoolAnswer denied = table.says("a", table.word().asking(QuotaUnit.REQUESTS, 1, 5));

        assertThat(denied.denials())
                .singleElement()
                .satisfies(d ->
                        assertThat(d.retryAt()).isBetween(T0.plusSeconds(60), T0.plusSeconds(61)));
    }

    @Test
    void asksTheOthersToGiveBackWhatTheyHoldBeforeItWaitsForAWindow() {
        table.granted("a", 15, 15);
        table.granted("b", 15, 15);

        PoolAnswer denied = table.says("c", table.word().asking(QuotaUnit.REQUESTS, 1, 5));

        assertThat(denied.denials().getFirst().retryAt()).isEqualTo(T0.plusMillis(300));
    }

    @Test
    void requestsAtTheSameTimeAreHeldAndNeverUsedUp() {
        PoolTable two =
                new PoolTable(new QuotaWindow(QuotaUnit.CONCURRENT, 2, 0, QuotaReset.NEVER));
        String grant =
                two.says("a", two.word().asking(QuotaUnit.CONCURRENT, 2, 2))
                        .grants()
                        .getFirst()
                        .grantId();
        assertThat(two.says("b", two.word().asking(QuotaUnit.CONCURRENT, 1, 1)).denials())
                .hasSize(1);

        two.says("a", two.word().holding(grant, 0, 2));

        assertThat(two.says("b", two.word().asking(QuotaUnit.CONCURRENT, 2, 2)).grants())
                .hasSize(1);
    }

    @Test
    void aChangedCatalogueKeepsWhatWasUsed() {
        table.use("a", 10);
        table.become(minute(20));

        assertThat(standing(table.standing(), 60).used()).isEqualTo(10);
        assertThat(standing(table.standing(), 60).limit()).isEqualTo(20);
        assertThat(table.standing().windows()).hasSize(1);
    }
}

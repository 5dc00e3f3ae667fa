package io.spidergate.quota;

import static io.spidergate.quota.PoolTable.T0;
import static io.spidergate.quota.PoolTable.day;
import static io.spidergate.quota.PoolTable.minute;
import static io.spidergate.quota.PoolTable.standing;
import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.PoolStanding.LimitSource;
import io.spidergate.contracts.routing.QuotaAnswer.PoolAnswer;
import io.spidergate.contracts.routing.QuotaRequest.Seen;
import io.spidergate.contracts.routing.QuotaUnit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a provider says of its windows in the headers of its answers.
class HeadersTeachTest {

    private final PoolTable table = new PoolTable(minute(30), day(1_000));

    @Test
    void aHeadersLimitHoldsInsteadOfThePublishedOne() {
        PoolAnswer answer = table.says("a", table.word().seeing(60, 100L, 99L));

        assertThat(standing(answer, 60).limit()).isEqualTo(100);
        assertThat(standing(answer, 60).source()).isEqualTo(LimitSource.HEADERS);
        assertThat(standing(answer, 60).learnedAt()).isEqualTo(T0);
        assertThat(standing(answer, 86_400).source()).isEqualTo(LimitSource.PUBLISHED);
    }

    @Test
    void aWindowThatOnlyHeadersTellOfIsKeptTo() {
        table.says("a", table.word().seeing(3_600, 2L, 2L));
        table.use("a", 2);

        assertThat(table.granted("a", 1, 1)).isZero();
    }

    @Test
    void whatOthersUseOfTheSameAccountShowsInTheHeaders() {
        table.use("a", 5);

        PoolAnswer answer = table.says("a", table.word().seeing(60, 30L, 10L));

        assertThat(standing(answer, 60).used()).isEqualTo(20);
    }

    @Test
    void headersThatDoNotYetKnowOfHeldCallsTakeNothingAway() {
        table.granted("b", 10, 10);

        PoolAnswer answer = table.says("a", table.word().seeing(60, 30L, 22L));

        assertThat(standing(answer, 60).used()).isZero();
    }

    @Test
    void headersNeverGiveBackWhatWasUsed() {
        table.use("a", 20);

        PoolAnswer answer = table.says("a", table.word().seeing(60, 30L, 30L));

        assertThat(standing(answer, 60).used()).isEqualTo(20);
    }

    @Test
    void whoeverSaysNothingIsLeftAndGoesOnServingIsDoubted() {
        table.says("a", table.word().seeing(86_400, 1_000L, 0L));
        assertThat(table.granted("a", 1, 1)).isZero();

        // A slice that was held serves all the same.
        table.pass(Duration.ofSeconds(10));
        table.use("a", 1);
        PoolAnswer lie =
                table.says(
                        "a",
                        table.word()
                                .seen(
                                        new Seen(
                                                QuotaUnit.REQUESTS,
                                                86_400,
                                                1_100L,
                                                0L,
                                                null,
                                                0,
                                                500)));

        assertThat(standing(lie, 86_400).used()).isOne();
        assertThat(standing(lie, 86_400).confidence()).isEqualTo(0.5);
        assertThat(table.granted("a", 1, 1)).isOne();
    }
}

package io.spidergate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.billing.NoticeDelivery;
import io.spidergate.contracts.billing.NoticeDelivery.Attempt;
import io.spidergate.contracts.billing.NoticeDelivery.State;
import io.spidergate.contracts.billing.NoticeType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeTablesTest {

    private static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");

    @Test
    void aRowIsAnAttempt() {
        NoticeDelivery delivery =
                new NoticeDelivery(
                        "dlv_1",
                        "ntc_1",
                        NoticeType.BUDGET_WARNING,
                        "whk_1",
                        null,
                        State.DELIVERED,
                        AT,
                        null,
                        List.of(
                                new Attempt(1, AT, null, null, null, null),
                                new Attempt(2, AT.plusSeconds(1), 12L, 500, "no", "answered 500"),
                                new Attempt(3, AT.plusSeconds(7), 9L, 204, "", null)));

        assertThat(NoticeTables.deliveries(List.of(delivery)).lines())
                .map(line -> line.replaceAll(" {2,}", " | "))
                .containsExactly(
                        "DELIVERY | NOTICE | TYPE | TO | STATE | NEXT | # | AT | TOOK | CAME TO",
                        "dlv_1 | ntc_1 | budget.warning | whk_1 | delivered | 1 | 2026-11-27T10:00:00Z | under way, or its process ended",
                        "dlv_1 | ntc_1 | budget.warning | whk_1 | delivered | 2 | 2026-11-27T10:00:01Z | 12 ms | answered 500",
                        "dlv_1 | ntc_1 | budget.warning | whk_1 | delivered | 3 | 2026-11-27T10:00:07Z | 9 ms | answered 204");
    }

    @Test
    void whatWasNotTriedYetIsARowToo() {
        NoticeDelivery mail =
                new NoticeDelivery(
                        "dlv_2",
                        "ntc_1",
                        NoticeType.BUDGET_EXCEEDED,
                        null,
                        "ops@example.com",
                        State.WAITING,
                        AT,
                        AT,
                        List.of());

        assertThat(NoticeTables.deliveries(List.of(mail)))
                .contains("ops@example.com  waiting  2026-11-27T10:00:00Z");
    }

    @Test
    void aKeysetIsFreshEachTime() {
        assertThat(WebhookKeyset.fresh()).contains("AesGcmKey").isNotEqualTo(WebhookKeyset.fresh());
    }
}

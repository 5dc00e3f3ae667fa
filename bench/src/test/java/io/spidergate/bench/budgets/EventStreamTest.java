package io.spidergate.bench.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.id.RequestId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private static final Instant FROM = Instant.parse("2026-11-27T10:00:00Z");
    private static final List<EventStream.Spender> SPENDERS =
            List.of(
                    new EventStream.Spender("one", "grt_one"),
                    new EventStream.Spender("two", "grt_two"));

    private final EventStream stream = new EventStream(7, 20_000, SPENDERS, FROM);
    private final List<RequestEvent> delivered = all(stream);

    @Test
    void countsEachEventOnceHoweverOftenItIsDelivered() {
        Map<RequestId, Long> cost = new LinkedHashMap<>();
        delivered.forEach(event -> cost.put(event.requestId(), event.cost().nanoUsd()));

        assertThat(cost).hasSize(20_000);
        assertThat(delivered).hasSize((int) (20_000 + stream.repeated()));
        assertThat(stream.nanoUsd())
                .isEqualTo(cost.values().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void someAreToldAgainAndManyComeOutOfOrder() {
        long early = 0;
        for (int i = 1; i < delivered.size(); i++) {
            early +=
                    delivered.get(i).startedAt().isBefore(delivered.get(i - 1).startedAt()) ? 1 : 0;
        }

        assertThat(stream.repeated()).isBetween(800L, 1_200L);
        assertThat(early).isGreaterThan(5_000);
    }

    @Test
    void theSameSeedTellsTheSame() {
        assertThat(all(new EventStream(7, 20_000, SPENDERS, FROM))).isEqualTo(delivered);
    }

    private static List<RequestEvent> all(EventStream stream) {
        List<RequestEvent> all = new ArrayList<>();
        for (Optional<RequestEvent> next = stream.next(); next.isPresent(); next = stream.next()) {
            all.add(next.get());
        }
        return all;
    }
}

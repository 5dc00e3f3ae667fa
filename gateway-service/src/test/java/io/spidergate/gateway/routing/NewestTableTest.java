package io.spidergate.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.RoutingHealth;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestTableTest {

    private final NewestTable newest = new NewestTable();

    @Test
    void holdsNothingBeforeTheFirst() {
        assertThat(newest.current()).isNull();
    }

    @Test
    void neverGoesBackToASmallerVersion() {
        for (long version : List.of(3L, 1L, 5L, 5L, 4L)) {
            newest.offer(Snapshots.empty(version));
        }
        assertThat(newest.current().version()).isEqualTo(5);
    }

    @Test
    void keepsTheSameTableWhenTheSameVersionComesAgain() {
        newest.offer(Snapshots.empty(1));
        var first = newest.current();

        assertThat(newest.offer(Snapshots.empty(1))).isFalse();
        assertThat(newest.current()).isSameAs(first);
    }

    @Test
    void healthThatCameEarlyIsNotLost() {
        newest.offer(health(9));
        newest.offer(health(8));
        newest.offer(Snapshots.empty(1));

        assertThat(newest.current().health().version()).isEqualTo(9);
    }

    @Test
    void aNewSnapshotKeepsTheHealth() {
        newest.offer(Snapshots.empty(1));
        assertThat(newest.offer(health(9))).isTrue();
        assertThat(newest.offer(health(9))).isFalse();
        newest.offer(Snapshots.empty(2));

        assertThat(newest.current().version()).isEqualTo(2);
        assertThat(newest.current().health().version()).isEqualTo(9);
    }

    @Test
    void aSnapshotThatTellsNewerHealthBringsIt() {
        newest.offer(health(9));
        newest.offer(Snapshots.empty(1).with(health(10)));
        assertThat(newest.offer(health(9))).isFalse();

        assertThat(newest.current().health().version()).isEqualTo(10);
    }

    private static RoutingHealth health(long version) {
        return new RoutingHealth(version, Instant.EPOCH, List.of());
    }
}

package io.spidergate.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

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
}

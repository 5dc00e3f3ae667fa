package io.spidergate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionUseTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ConnectionUse use = new ConnectionUse(0);

    @Test
    void isIdleFromItsFirstMoment() {
        assertThat(use.hasBeenIdleFor(LIMIT, seconds(10) - 1)).isFalse();
        assertThat(use.hasBeenIdleFor(LIMIT, seconds(10))).isTrue();
    }

    @Test
    void isNeverIdleWhileOneOfItsRequestsIsUnderWay() {
        use.requestBegins();
        use.requestBegins();
        use.requestEnds(seconds(1));

        assertThat(use.hasBeenIdleFor(LIMIT, seconds(1_000))).isFalse();
    }

    @Test
    void isIdleFromTheEndOfItsLastRequest() {
        use.requestBegins();
        use.requestEnds(seconds(60));

        assertThat(use.hasBeenIdleFor(LIMIT, seconds(69))).isFalse();
        assertThat(use.hasBeenIdleFor(LIMIT, seconds(70))).isTrue();
    }

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }
}

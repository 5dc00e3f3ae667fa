package io.spidergate.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.CapturePolicy;
import io.spidergate.contracts.billing.TokenLife;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.Spending;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KafkaTokenIndexTest {

    private static final long MOST_BYTES = 200L * 1024 * 1024;

    private final KafkaTokenIndex index = new KafkaTokenIndex();

    @Test
    void knowsTheNewestVersionOfAToken() {
        index.hear("ref1", token("ref1", 1, false));
        index.hear("ref1", token("ref1", 3, true));
        index.hear("ref1", token("ref1", 2, false));

        assertThat(index.byRef("ref1")).isEqualTo(token("ref1", 3, true));
    }

    @Test
    void forgetsATokenByItsTombstone() {
        index.hear("ref1", token("ref1", 1, false));
        index.hear("ref1", null);

        assertThat(index.byRef("ref1")).isNull();
    }

    @Test
    void whatTheDiskKeptIsReplacedByWhatTheTopicTells() {
        index.hear("ref1", token("ref1", 2, true));
        assertThat(index.keep(List.of(token("ref1", 1, false), token("ref2", 1, false)))).isTrue();
        assertThat(index.byRef("ref1")).isEqualTo(token("ref1", 2, true));
        assertThat(index.byRef("ref2")).isEqualTo(token("ref2", 1, false));

        index.hear("ref2", token("ref2", 2, true));
        index.confirm();

        assertThat(index.all())
                .containsExactlyInAnyOrder(token("ref1", 2, true), token("ref2", 2, true));
    }

    @Test
    void whatTheTopicNoLongerHasIsGoneOnceItHasBeenRead() {
        index.keep(List.of(token("ref1", 1, false)));
        index.confirm();

        assertThat(index.byRef("ref1")).isNull();
        assertThat(index.keep(List.of(token("ref1", 1, false)))).isFalse();
        assertThat(index.byRef("ref1")).isNull();
    }

    @Test
    void holdsEqualPartsOnce() {
        index.hear("ref1", token("ref1", 1, false));
        index.hear("ref2", token("ref2", 1, false));

        assertThat(index.byRef("ref2").scopes()).isSameAs(index.byRef("ref1").scopes());
        assertThat(index.byRef("ref2").workspace()).isSameAs(index.byRef("ref1").workspace());
        assertThat(index.byRef("ref2").limits()).isSameAs(index.byRef("ref1").limits());
    }

    @Test
    void holdsAHundredThousandTokensInTwoHundredMebibytes() {
        long before = used();
        for (int number = 0; number < 100_000; number++) {
            String ref = "ref%09d".formatted(number);
            index.hear(ref, token(ref, 1, false));
        }
        long after = used();

        assertThat(index.size()).isEqualTo(100_000);
        assertThat(after - before).isLessThan(MOST_BYTES);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    static AgentToken token(String ref, int version, boolean revoked) {
        return new AgentToken(
                ref,
                new AgentId("agt_" + ref),
                new WorkspaceId("ws_default"),
                "agent " + ref,
                ref.repeat(6).substring(0, Math.min(64, ref.length() * 6)),
                Set.of("gate:chat", "gate:models"),
                List.of("spideriq/*"),
                Spending.PAID_OK,
                new AgentLimits(60L, null, 5_000_000_000L, false),
                revoked,
                version,
                TokenLife.UNTIL_REVOKED,
                CapturePolicy.GATEWAY,
                List.of(),
                List.of(),
                null);
    }
}

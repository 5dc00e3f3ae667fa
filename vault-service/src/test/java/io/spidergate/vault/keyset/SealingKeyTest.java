package io.spidergate.vault.keyset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SealingKeyTest {

    private static final List<Integer> NEW_AND_OLD = List.of(2, 1);

    @Test
    void theNewKeySealsWhenEveryReplicaHasIt() {
        assertThat(SealingKey.of(NEW_AND_OLD, List.of(Set.of(1, 2), Set.of(2, 1)))).isEqualTo(2);
    }

    @Test
    void untilThenTheOldOneSealsOn() {
        assertThat(SealingKey.of(NEW_AND_OLD, List.of(Set.of(1, 2), Set.of(1)))).isEqualTo(1);
    }

    @Test
    void theNewestThatAllHaveSeals() {
        assertThat(SealingKey.of(List.of(3, 2, 1), List.of(Set.of(1, 2, 3), Set.of(1, 2))))
                .isEqualTo(2);
    }

    @Test
    void whereNoKeyIsCommonThePrimaryOneSeals() {
        assertThat(SealingKey.of(NEW_AND_OLD, List.of(Set.of(1, 2), Set.of(9)))).isEqualTo(2);
    }
}

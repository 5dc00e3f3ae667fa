package io.spidergate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class RefusedForGoodTest {

    @Test
    void isWhatTheRecordItselfIsToBlameFor() {
        assertThat(RefusedForGood.is(new RecordTooLargeException("too large"))).isTrue();
        assertThat(RefusedForGood.is(new InvalidRecordException("invalid"))).isTrue();
        assertThat(RefusedForGood.is(new SerializationException("no bytes"))).isTrue();
    }

    @Test
    void isNotWhatTimeOrAnOperatorCanMend() {
        assertThat(RefusedForGood.is(new TimeoutException("late"))).isFalse();
        assertThat(RefusedForGood.is(new NotEnoughReplicasException("one is away"))).isFalse();
        assertThat(RefusedForGood.is(new CorruptRecordException("on its way"))).isFalse();
        assertThat(RefusedForGood.is(new AuthorizationException("not allowed"))).isFalse();
        assertThat(RefusedForGood.is(new OutOfOrderSequenceException("again"))).isFalse();
    }

    @Test
    void isNotToShareABatchWithAnInvalidRecord() {
        assertThat(RefusedForGood.is(new KafkaException("part of a batch"))).isFalse();
    }
}

package io.spidergate.gateway.journal;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/// Whether Kafka refused a record for what the record itself is, so that sending it again cannot
/// help while the broker's settings stand. Pure.
///
/// Everything else is a matter of the connection, of permissions or of the broker, and passes: the
/// others of a batch with an invalid record are told no more than that they were in it.
final class RefusedForGood {

    private RefusedForGood() {}

    static boolean is(Exception failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof InvalidRecordException
                || failure instanceof SerializationException;
    }
}

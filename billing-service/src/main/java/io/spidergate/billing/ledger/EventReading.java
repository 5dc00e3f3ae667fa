package io.spidergate.billing.ledger;

/// What a record of the topic of request events turned out to be.
sealed interface EventReading {

    record Readable(Entry entry) implements EventReading {}

    /// @param reason for the operator, without the record's content
    record Malformed(String reason) implements EventReading {}
}

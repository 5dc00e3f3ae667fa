package io.spidergate.contracts.billing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// Events, ledger and balances held against each other, all as of one moment.
///
/// @param takenAt the moment
/// @param from first UTC day whose entries were read
/// @param requests with an entry since then
/// @param nanoUsd sum of all entries since then
/// @param missedEvents gone from the topic before they were read, since the beginning
/// @param deadLetters events that could not be entries, since the beginning
/// @param driftNanoUsd sum of all differences, whichever way they go; 0 is right
/// @param differences at most the first hundred; empty is right
public record LedgerAudit(
        Instant takenAt,
        LocalDate from,
        long requests,
        long nanoUsd,
        long missedEvents,
        long deadLetters,
        long driftNanoUsd,
        List<Difference> differences) {

    public LedgerAudit {
        differences = List.copyOf(differences);
    }

    /// Two accounts of one thing that do not agree.
    ///
    /// @param subject a token and a day or month, a budget and its period, a grant, or a partition
    ///   of the topic
    /// @param expected by the account that is nearer to the events
    public record Difference(Account account, String subject, Sum expected, Sum found) {}

    public record Sum(long requests, long nanoUsd) {}

    /// Which account does not agree with the one before it.
    public enum Account {
        /// The sums of days with what came in as events.
        EVENTS,
        /// The sum of a day with its entries.
        DAY,
        /// A token's counter of a month with the sums of its days.
        BALANCE,
        /// A budget's counter of a period with the entries that it counts.
        BUDGET,
        /// What was posted against a grant with the entries that name it.
        GRANT,
        /// What providers' accounts were charged with what came in as events, by partition.
        PROVIDER_ACCOUNT
    }
}

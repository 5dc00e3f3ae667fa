package io.spidergate.contracts.billing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spidergate.contracts.id.CredentialId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What providers say that accounts have used, held against what the ledger has charged for them.
///
/// @param from the first UTC day
/// @param until the first day that is not meant
/// @param accounts that are read, by provider and account
/// @param unread accounts that cost money and nobody has a key to read
public record Reconciliation(
        LocalDate from, LocalDate until, List<Account> accounts, List<Unread> unread) {

    public Reconciliation {
        accounts = List.copyOf(accounts);
        unread = List.copyOf(unread);
    }

    /// @param account where the provider counts; one of a workspace's own is behind its name, as
    ///   `ws_acme/default`
    /// @param credential that it is read with
    /// @param readAt when the provider has last told; absent before the first time
    /// @param failure why the last reading came to nothing; absent where it did not
    /// @param days on which either side has something, newest first
    public record Account(
            String provider,
            String account,
            CredentialId credential,
            @Nullable Instant readAt,
            @Nullable String failure,
            List<Day> days) {

        public Account {
            days = List.copyOf(days);
        }
    }

    /// One UTC day.
    ///
    /// @param ledger what attempts were charged at, workspaces' own keys included
    /// @param reported what the provider tells; absent where it has not told of the day
    /// @param differenceNanoUsd reported less ledger; absent where nothing is reported
    /// @param differencePercent of what is reported; absent where that is nothing
    /// @param items what the provider lists, the dearest first, at most 50
    public record Day(
            LocalDate day,
            State state,
            Charged ledger,
            @Nullable Told reported,
            @Nullable Long differenceNanoUsd,
            @Nullable BigDecimal differencePercent,
            List<Item> items) {

        public Day {
            items = List.copyOf(items);
        }
    }

    /// @param attempts that used something
    /// @param estimatedNanoUsd of attempts whose usage the provider has not told with the answer
    /// @param unpricedAttempts whose price nobody knows; they are charged nothing
    public record Charged(
            long nanoUsd,
            long attempts,
            long inputTokens,
            long outputTokens,
            long estimatedNanoUsd,
            long unpricedAttempts) {

        public static final Charged NOTHING = new Charged(0, 0, 0, 0, 0, 0);
    }

    /// @param requests absent where the provider does not tell, as are tokens
    public record Told(
            long nanoUsd,
            @Nullable Long requests,
            @Nullable Long inputTokens,
            @Nullable Long outputTokens) {}

    /// @param item a model or what else the provider sells, in its own words
    public record Item(String item, long nanoUsd) {}

    /// @param nanoUsd charged in the range
    public record Unread(String provider, String account, long nanoUsd) {}

    public enum State {
        /// They agree, as far as is asked for.
        @JsonProperty("matches")
        MATCHES,
        /// They do not.
        @JsonProperty("differs")
        DIFFERS,
        /// The day is not over, or so lately that the provider may still add to it.
        @JsonProperty("in_progress")
        IN_PROGRESS,
        /// The provider does not tell of the day yet.
        @JsonProperty("not_told")
        NOT_TOLD,
        /// The ledger did not count by account yet.
        @JsonProperty("not_counted")
        NOT_COUNTED
    }
}

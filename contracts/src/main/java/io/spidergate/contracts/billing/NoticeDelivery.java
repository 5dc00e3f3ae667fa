package io.spidergate.contracts.billing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One notice on its way to one webhook or one address.
///
/// @param webhook absent where it goes by mail
/// @param mailTo absent where it goes to a webhook
/// @param dueAt of the next attempt; absent where there is none
/// @param attempts the first first
public record NoticeDelivery(
        String id,
        String notice,
        NoticeType type,
        @Nullable String webhook,
        @Nullable String mailTo,
        State state,
        Instant createdAt,
        @Nullable Instant dueAt,
        List<Attempt> attempts) {

    public NoticeDelivery {
        attempts = List.copyOf(attempts);
    }

    public enum State {
        /// Not tried yet, under way, or to be tried again.
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("delivered")
        DELIVERED,
        /// Given up.
        @JsonProperty("failed")
        FAILED
    }

    /// One attempt. Without `tookMs` its end is not known: it is under way, or the process ended
    /// meanwhile.
    ///
    /// @param number from 1
    /// @param status of HTTP; absent without an answer
    /// @param answer its first 500 characters
    /// @param error why it did not count as delivered
    public record Attempt(
            int number,
            Instant at,
            @Nullable Long tookMs,
            @Nullable Integer status,
            @Nullable String answer,
            @Nullable String error) {}
}

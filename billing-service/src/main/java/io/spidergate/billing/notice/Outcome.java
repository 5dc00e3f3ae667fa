package io.spidergate.billing.notice;

import org.jspecify.annotations.Nullable;

/// What an attempt came to.
sealed interface Outcome {

    /// @param status of HTTP
    /// @param text the beginning of the answer
    record Answered(int status, String text) implements Outcome {}

    /// The mail server took the mail.
    record Mailed() implements Outcome {}

    /// There was no answer, or none was waited for.
    ///
    /// @param error for people
    record NoAnswer(String error) implements Outcome {}

    /// Nothing was sent, for a reason on this side: the other is not to blame.
    record NotSent(String error) implements Outcome {}

    default boolean isDelivered() {
        return switch (this) {
            case Answered(int status, String _) -> status >= 200 && status < 300;
            case Mailed() -> true;
            case NoAnswer _, NotSent _ -> false;
        };
    }

    /// Why it does not count as delivered.
    default @Nullable String error() {
        return switch (this) {
            case Answered(int status, String _) when isDelivered() -> null;
            case Answered(int status, String _) when status >= 300 && status < 400 ->
                    "answered %d; redirects are not followed".formatted(status);
            case Answered(int status, String _) -> "answered " + status;
            case Mailed() -> null;
            case NoAnswer(String error) -> error;
            case NotSent(String error) -> error;
        };
    }
}

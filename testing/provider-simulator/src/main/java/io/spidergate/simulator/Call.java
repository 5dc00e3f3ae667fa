package io.spidergate.simulator;

import io.spidergate.simulator.wire.Asked;
import java.time.Instant;

/// One call that a provider received.
///
/// @param number from 1, in the order of arrival
/// @param at when its body was there
/// @param endpoint such as `chat/completions`
/// @param key a fingerprint, never the key itself
/// @param model as called for, or empty
/// @param status what was sent, 0 while or if nothing was
/// @param cancelled the client left before the end
/// @param finished nothing more will happen to it
/// @param bytesSent of the body
public record Call(
        long number,
        Instant at,
        String provider,
        String endpoint,
        String key,
        String account,
        String model,
        boolean stream,
        int status,
        boolean cancelled,
        boolean finished,
        long bytesSent) {

    /// Of which nothing has been answered yet.
    static Call received(long number, Instant at, String endpoint, Caller caller, Asked asked) {
        return new Call(
                number,
                at,
                caller.provider(),
                endpoint,
                caller.fingerprint(),
                caller.account(),
                asked.model(),
                asked.stream(),
                0,
                false,
                false,
                0);
    }

    Call progressed(int statusSent, long bytes) {
        return new Call(
                number,
                at,
                provider,
                endpoint,
                key,
                account,
                model,
                stream,
                statusSent,
                cancelled,
                finished,
                bytes);
    }

    Call ended(boolean left, int statusSent, long bytes) {
        return new Call(
                number,
                at,
                provider,
                endpoint,
                key,
                account,
                model,
                stream,
                statusSent,
                left,
                true,
                bytes);
    }
}

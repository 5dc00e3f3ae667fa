package io.spidergate.vault.credential;

import io.spidergate.contracts.vault.SignInView;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How long the access token of a sign-in lasts, and when it is renewed. Pure.
public record TokenTimes(Instant expiresAt, Instant refreshAt) {

    /// Renewed in the last third of its life, and not before the provider allows it.
    ///
    /// @param earliest as the provider says
    public static TokenTimes of(Instant now, Duration life, @Nullable Instant earliest) {
        Instant expires = now.plus(life);
        Instant wished = expires.minus(life.dividedBy(3));
        return earliest != null && earliest.isAfter(wished) && earliest.isBefore(expires)
                ? new TokenTimes(expires, earliest)
                : new TokenTimes(expires, wished);
    }

    SignInView view() {
        return new SignInView(expiresAt, null);
    }
}

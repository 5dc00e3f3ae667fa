package io.spidergate.gateway.admission.jwt;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.spidergate.gateway.admission.jwt.JwtVerdict.Refused;
import io.spidergate.gateway.admission.jwt.JwtVerdict.Undecided;
import io.spidergate.gateway.admission.jwt.JwtVerdict.Verified;
import io.spidergate.gateway.admission.jwt.JwtVerification.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Verifies each JWT once, and remembers what it said until it expires or its issuer's keys change.
///
/// A good one is remembered by its digest, within bounded memory. A bad one is not: who shows
/// made-up JWTs would push out the good.
final class Verifier implements JwtVerdicts {

    private static final Duration SOON = Duration.ofSeconds(1);

    /// What parsed claims take beside each character of a JWT, and what an entry takes.
    private static final int BYTES_PER_CHARACTER = 4;

    private static final int BYTES_PER_ENTRY = 512;

    /// @param keys by which it was verified; null where it was not
    /// @param until it is good
    private record Remembered(
            JwtVerdict verdict, @Nullable KeySet keys, Instant until, int bytes) {}

    private final JwtVerification verification;
    private final Map<String, IssuerKeys> keysByUrl;
    private final Executor executor;
    private final Clock clock;
    private final Consumer<JwtVerdict> told;
    private final AsyncCache<TokenDigest, Remembered> cache;

    /// @param keysByUrl of each issuer, by the claim `iss`
    /// @param executor where signatures are verified; may reject
    /// @param bytes for what is remembered
    /// @param told of each verification
    Verifier(
            JwtVerification verification,
            Map<String, IssuerKeys> keysByUrl,
            Executor executor,
            long bytes,
            Clock clock,
            Consumer<JwtVerdict> told) {
        this.verification = verification;
        this.keysByUrl = Map.copyOf(keysByUrl);
        this.executor = executor;
        this.clock = clock;
        this.told = told;
        this.cache =
                Caffeine.newBuilder()
                        .executor(Runnable::run)
                        .maximumWeight(bytes)
                        .weigher((TokenDigest digest, Remembered it) -> it.bytes())
                        .expireAfter(
                                Expiry.creating((TokenDigest digest, Remembered it) -> left(it)))
                        .buildAsync();
    }

    @Override
    public boolean isOn() {
        return !keysByUrl.isEmpty();
    }

    @Override
    public CompletableFuture<JwtVerdict> of(String jwt) {
        if (verification.isTooLong(jwt)) {
            return CompletableFuture.completedFuture(new Refused(JwtFault.TOO_LONG));
        }
        TokenDigest digest = TokenDigest.of(jwt);
        CompletableFuture<Remembered> found = cache.getIfPresent(digest);
        if (found != null && found.isDone() && !isGood(found)) {
            cache.asMap().remove(digest, found);
            found = null;
        }
        return (found == null ? begun(digest, jwt) : found).thenApply(Remembered::verdict);
    }

    /// Many who show the same at once share one verification.
    private CompletableFuture<Remembered> begun(TokenDigest digest, String jwt) {
        CompletableFuture<Remembered> mine = new CompletableFuture<>();
        CompletableFuture<Remembered> other = cache.asMap().putIfAbsent(digest, mine);
        if (other != null) {
            return other;
        }
        var ignored =
                mine.whenComplete((it, defect) -> {
                    if (it == null || !(it.verdict() instanceof Verified)) {
                        cache.asMap().remove(digest, mine);
                    }
                });
        aside(mine, () -> decide(jwt, mine));
        return mine;
    }

    long remembered() {
        cache.synchronous().cleanUp();
        return cache.synchronous().estimatedSize();
    }

    private boolean isGood(CompletableFuture<Remembered> done) {
        if (done.isCompletedExceptionally()) {
            return false;
        }
        Remembered it = done.join();
        if (!(it.verdict() instanceof Verified verified) || !clock.instant().isBefore(it.until())) {
            return false;
        }
        IssuerKeys keys = keysByUrl.get(verified.facts().issuer());
        return keys != null && keys.current() == it.keys();
    }

    private Duration left(Remembered it) {
        Duration left = Duration.between(clock.instant(), it.until());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// Whatever costs something is done by the executor: whoever asks may be an event loop.
    private void aside(CompletableFuture<Remembered> result, Runnable work) {
        try {
            executor.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException defect) {
                    result.completeExceptionally(defect);
                }
            });
        } catch (RejectedExecutionException e) {
            end(result, passing(new Undecided("too many new JWTs are being verified", SOON)));
        }
    }

    private void end(CompletableFuture<Remembered> result, Remembered it) {
        told.accept(it.verdict());
        result.complete(it);
    }

    private void decide(String jwt, CompletableFuture<Remembered> result) {
        switch (verification.read(jwt)) {
            case Reading.Wrong(JwtFault fault) -> end(result, passing(new Refused(fault)));
            case Reading.Claimed claimed -> decide(jwt, claimed, result);
        }
    }

    private void decide(String jwt, Reading.Claimed claimed, CompletableFuture<Remembered> result) {
        IssuerKeys keys = Objects.requireNonNull(keysByUrl.get(claimed.issuer().url()));
        Remembered first = verified(jwt, claimed, keys);
        boolean unknown = first.verdict().equals(new Refused(JwtFault.UNKNOWN_KEY));
        if (!unknown && !(first.verdict() instanceof Undecided)) {
            end(result, first);
            return;
        }
        CompletableFuture<Void> again = keys.readAgain();
        if (again == null) {
            end(result, unknown ? tooSoon(keys) : first);
            return;
        }
        var ignored =
                again.thenRun(() -> aside(result, () -> end(result, verified(jwt, claimed, keys))));
    }

    private Remembered verified(String jwt, Reading.Claimed claimed, IssuerKeys of) {
        KeySet keys = of.current();
        if (keys == null) {
            return passing(
                    new Undecided(
                            "the keys of the JWT's issuer cannot be read",
                            of.pauseLeft().plus(SOON)));
        }
        JwtVerdict verdict = verification.verify(jwt, claimed, keys, clock.instant());
        return verdict instanceof Verified(JwtFacts facts)
                ? new Remembered(
                        verdict,
                        keys,
                        facts.expiresAt().plus(claimed.issuer().skew()),
                        jwt.length() * BYTES_PER_CHARACTER + BYTES_PER_ENTRY)
                : passing(verdict);
    }

    /// The key may be newer than the last look, and the next look must wait.
    private static Remembered tooSoon(IssuerKeys keys) {
        return passing(
                new Undecided(
                        "the keys of the JWT's issuer are not read again so soon",
                        keys.pauseLeft().plus(SOON)));
    }

    private static Remembered passing(JwtVerdict verdict) {
        return new Remembered(verdict, null, Instant.EPOCH, 0);
    }
}

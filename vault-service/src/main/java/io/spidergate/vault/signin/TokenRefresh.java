package io.spidergate.vault.signin;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.vault.credential.Renewal;
import io.spidergate.vault.credential.SignedInCredentials;
import io.spidergate.vault.credential.SignedInCredentials.Outcome;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Renews tokens before they end, one after the other; with several replicas each is renewed by
/// one.
@Singleton
final class TokenRefresh {

    private static final Logger LOG = Logger.getLogger(TokenRefresh.class);
    private static final String ACTOR = "schedule";

    private final SignedInCredentials credentials;
    private final TokenEndpoint endpoint;
    private final Duration every;
    private final MeterRegistry meters;
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("token-refresh").daemon().factory());
    private @Nullable ScheduledFuture<?> ticking;

    TokenRefresh(
            SignedInCredentials credentials,
            TokenEndpoint endpoint,
            SignInConfig config,
            MeterRegistry meters) {
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.every = config.every();
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        ticking =
                ticker.scheduleWithFixedDelay(
                        this::tick, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        if (ticking != null) {
            ticking.cancel(false);
        }
        ticker.shutdown();
    }

    /// All that are due.
    void tick() {
        try {
            credentials.due().forEach(this::renew);
        } catch (RuntimeException e) {
            // One fault must not end all ticks to come.
            LOG.errorf("tokens were not looked at this time: %s", e.getMessage());
        }
    }

    private void renew(CredentialId id) {
        try {
            Outcome outcome =
                    credentials.renew(id, grant -> told(id, endpoint.renew(grant)), ACTOR);
            meters.counter(
                            "spidergate.vault.token.renewals",
                            "outcome",
                            outcome.name().toLowerCase(Locale.ROOT))
                    .increment();
        } catch (RuntimeException e) {
            LOG.errorf("the token of %s could not be renewed: %s", id, e.getMessage());
        }
    }

    private static Renewal told(CredentialId id, Renewal renewal) {
        switch (renewal) {
            case Renewal.Renewed renewed ->
                    LOG.infof("renewed the token of %s until %s", id, renewed.times().expiresAt());
            case Renewal.Ended(String why) ->
                    LOG.errorf("%s: %s; somebody has to sign in again", id, why);
            case Renewal.Failed(String why) ->
                    LOG.warnf("the token of %s was not renewed, and is tried again: %s", id, why);
        }
        return renewal;
    }
}

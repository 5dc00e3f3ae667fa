package io.spidergate.gateway.admission.jwt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// JWTs of the configured issuers.
@Singleton
public final class IssuerVerdicts implements JwtVerdicts {

    private final Map<String, IssuerKeys> keysByUrl;
    private final VerificationPool pool = new VerificationPool();
    private final Verifier verifier;
    private final MeterRegistry meters;

    @Inject
    public IssuerVerdicts(JwtConfig config, MeterRegistry meters) {
        this.meters = meters;
        this.keysByUrl = Issuers.keysByUrl(config, Clock.systemUTC());
        this.verifier =
                new Verifier(
                        Issuers.verification(config),
                        keysByUrl,
                        pool,
                        config.cache().asLongValue(),
                        Clock.systemUTC(),
                        this::count);
        keysByUrl.values().forEach(this::register);
    }

    @Override
    public boolean isOn() {
        return verifier.isOn();
    }

    @Override
    public CompletionStage<JwtVerdict> of(String jwt) {
        return verifier.of(jwt);
    }

    void start(@Observes StartupEvent started) {
        keysByUrl.values().forEach(IssuerKeys::start);
    }

    @PreDestroy
    public void stop() throws InterruptedException {
        for (IssuerKeys keys : keysByUrl.values()) {
            keys.close();
        }
        pool.close();
    }

    private void count(JwtVerdict verdict) {
        Counter.builder("spidergate.jwt.verified")
                .description("JWTs looked at for the first time, by what became of them")
                .tag("outcome", outcome(verdict))
                .register(meters)
                .increment();
    }

    private static String outcome(JwtVerdict verdict) {
        return switch (verdict) {
            case JwtVerdict.Verified verified -> "good";
            case JwtVerdict.Expired expired -> "expired";
            case JwtVerdict.Refused(JwtFault fault) -> fault.name().toLowerCase(Locale.ROOT);
            case JwtVerdict.Undecided undecided -> "undecided";
        };
    }

    private void register(IssuerKeys keys) {
        String issuer = keys.issuer().name();
        Gauge.builder("spidergate.jwt.keys.age", keys, IssuerVerdicts::seconds)
                .description("How long ago the keys of an issuer were read; NaN where never")
                .baseUnit("seconds")
                .tag("issuer", issuer)
                .register(meters);
        FunctionCounter.builder("spidergate.jwt.keys.failures", keys, IssuerKeys::failures)
                .description("Attempts to read the keys of an issuer that failed")
                .tag("issuer", issuer)
                .register(meters);
    }

    private static double seconds(IssuerKeys keys) {
        Duration age = keys.age();
        return age == null ? Double.NaN : age.toSeconds();
    }
}

package io.spidergate.vault.keyset;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.spidergate.vault.envelope.Fingerprints;
import io.spidergate.vault.envelope.SecretCipher;
import io.spidergate.vault.envelope.Signatures;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Hands the vault's keys to the features; is made at start, so a refusal stops the start.
@Startup
@Singleton
final class VaultKeysReady {

    private final VaultKeys keys;
    private final LiveKeyset live;
    private final SecretCipher cipher;

    VaultKeysReady(KeysetStart start, PostgresSealedKeysets tables, MeterRegistry meters) {
        this.keys = start.keys();
        this.live = new LiveKeyset(start.file(), tables, keys.keyset());
        this.cipher = new MeteredCipher(live, meters);
    }

    @Produces
    @Singleton
    @Typed(LiveKeyset.class)
    LiveKeyset liveKeyset() {
        return live;
    }

    @Produces
    @Singleton
    SecretCipher cipher() {
        return cipher;
    }

    @Produces
    @Singleton
    Fingerprints fingerprints() {
        return keys.fingerprints();
    }

    @Produces
    @Singleton
    Signatures signatures() {
        return keys.fingerprints().signatures();
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck keysetCheck() {
        return () -> HealthCheckResponse.up("key-encryption keyset");
    }
}

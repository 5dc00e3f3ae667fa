package io.spidergate.vault.keyset;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spidergate.vault.envelope.Binding;
import io.spidergate.vault.envelope.Opening;
import io.spidergate.vault.envelope.SealedSecret;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.envelope.SecretCipher;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Measures how long sealing and opening take.
final class MeteredCipher implements SecretCipher {

    private static final String NAME = "spidergate.vault.cipher";

    private final SecretCipher cipher;
    private final Timer sealing;
    private final Timer opening;

    MeteredCipher(SecretCipher cipher, MeterRegistry meters) {
        this.cipher = cipher;
        this.sealing = meters.timer(NAME, "operation", "seal");
        this.opening = meters.timer(NAME, "operation", "open");
    }

    @Override
    public SealedSecret seal(Secret secret, Binding binding) {
        long start = System.nanoTime();
        SealedSecret sealed = cipher.seal(secret, binding);
        sealing.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return sealed;
    }

    @Override
    public Opening open(SealedSecret sealed, Binding binding) {
        long start = System.nanoTime();
        Opening outcome = cipher.open(sealed, binding);
        opening.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return outcome;
    }

    @Override
    public Optional<SealedSecret> rewrap(SealedSecret sealed, Binding binding) {
        return cipher.rewrap(sealed, binding);
    }
}

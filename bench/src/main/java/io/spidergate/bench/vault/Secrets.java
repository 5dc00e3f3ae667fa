package io.spidergate.bench.vault;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.CredentialPurpose;
import io.spidergate.gateway.credential.HeldLease;
import io.spidergate.gateway.credential.LeaseBook;
import io.spidergate.vault.envelope.Binding;
import io.spidergate.vault.envelope.KeyEncryptionKeyset;
import io.spidergate.vault.envelope.Opening;
import io.spidergate.vault.envelope.SealedSecret;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.envelope.SecretCipher;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Secrets sealed and opened in the vault, and taken in the gateway.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class Secrets {

    private static final int CREDENTIALS = 10_000;

    private final SecretCipher cipher = KeyEncryptionKeyset.generate().cipher();
    private final Binding binding =
            new Binding(
                    WorkspaceId.DEFAULT,
                    "groq",
                    new CredentialId("cred_1"),
                    CredentialPurpose.REQUESTS);
    private final Secret secret = Secret.of("gsk_" + "x".repeat(52));
    private final SealedSecret sealed = cipher.seal(secret, binding);
    private final LeaseBook leases = leases();
    private final CredentialId leased = new CredentialId("cred_4711");

    private static LeaseBook leases() {
        LeaseBook book = new LeaseBook();
        Instant now = Instant.now();
        for (int i = 0; i < CREDENTIALS; i++) {
            var value = new io.spidergate.gateway.credential.Secret("gsk_" + i);
            book.keep(
                    new CredentialId("cred_" + i),
                    HeldLease.of(value, 1, now, now.plusSeconds(3_600)));
        }
        return book;
    }

    @Benchmark
    public SealedSecret seal() {
        return cipher.seal(secret, binding);
    }

    @Benchmark
    public Opening open() {
        return cipher.open(sealed, binding);
    }

    /// Of ten thousand that the gateway holds.
    @Benchmark
    public io.spidergate.gateway.credential.@Nullable Secret lease() {
        return leases.open(leased, System.currentTimeMillis());
    }
}

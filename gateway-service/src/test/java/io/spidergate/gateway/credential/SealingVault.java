package io.spidergate.gateway.credential;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.LeaseRequest;
import io.spidergate.contracts.vault.LeaseResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A vault in memory that seals as the real one does; it can be away.
final class SealingVault implements Function<LeaseRequest, LeaseResponse> {

    record Stored(String secret, int version) {}

    final Map<CredentialId, Stored> stored = new ConcurrentHashMap<>();
    final List<LeaseRequest> requests = new CopyOnWriteArrayList<>();
    volatile boolean away;
    volatile Duration life = Duration.ofMinutes(10);

    private final InstantSource clock;

    SealingVault(InstantSource clock) {
        this.clock = clock;
    }

    void store(CredentialId credential, String secret, int version) {
        stored.put(credential, new Stored(secret, version));
    }

    @Override
    public LeaseResponse apply(LeaseRequest request) {
        requests.add(request);
        if (away) {
            throw new IllegalStateException("connection refused");
        }
        List<LeaseResponse.Lease> leases = new ArrayList<>();
        List<LeaseResponse.Refusal> refusals = new ArrayList<>();
        for (CredentialId credential : request.credentials()) {
            Stored secret = stored.get(credential);
            if (secret == null) {
                refusals.add(new LeaseResponse.Refusal(credential, "unknown"));
            } else {
                leases.add(sealed(request, credential, secret, "lease-" + requests.size()));
            }
        }
        return new LeaseResponse(leases, refusals);
    }

    LeaseResponse.Lease sealed(
            LeaseRequest request, CredentialId credential, Stored secret, String leaseId) {
        try {
            HybridConfig.register();
            KeysetHandle recipient =
                    TinkProtoKeysetFormat.parseKeysetWithoutSecret(
                            Base64.getDecoder().decode(request.recipientPublicKey()));
            String context =
                    LeaseResponse.Lease.contextInfo(
                            leaseId, credential, secret.version(), request.gatewayId());
            byte[] ciphertext =
                    recipient
                            .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class)
                            .encrypt(
                                    secret.secret().getBytes(StandardCharsets.UTF_8),
                                    context.getBytes(StandardCharsets.UTF_8));
            Instant expiry = clock.instant().plus(life);
            return new LeaseResponse.Lease(
                    leaseId,
                    credential,
                    secret.version(),
                    expiry,
                    Base64.getEncoder().encodeToString(ciphertext));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

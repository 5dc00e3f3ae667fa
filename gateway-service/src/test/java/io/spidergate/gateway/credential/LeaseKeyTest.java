package io.spidergate.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.LeaseRequest;
import io.spidergate.contracts.vault.LeaseResponse;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseKeyTest {

    private final CredentialId credential = new CredentialId("cred_1");
    private final LeaseKey key = LeaseKey.generate("gateway-1");
    private final SealingVault vault = new SealingVault(new MovableClock());

    @Test
    void opensWhatWasSealedToIt() throws GeneralSecurityException {
        assertThat(key.open(lease("gateway-1"))).isEqualTo(new Secret("gsk_secret"));
    }

    @Test
    void doesNotOpenALeaseOfAnotherGateway() {
        assertThatThrownBy(() -> key.open(lease("gateway-2")))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void doesNotOpenASecretUnderAnotherCredentialVersionOrLease() {
        LeaseResponse.Lease lease = lease("gateway-1");
        for (LeaseResponse.Lease swapped :
                List.of(
                        new LeaseResponse.Lease(
                                "other", credential, 1, lease.expiresAt(), lease.sealed()),
                        new LeaseResponse.Lease(
                                lease.leaseId(),
                                new CredentialId("cred_2"),
                                1,
                                lease.expiresAt(),
                                lease.sealed()),
                        new LeaseResponse.Lease(
                                lease.leaseId(), credential, 2, lease.expiresAt(), lease.sealed()),
                        new LeaseResponse.Lease(
                                lease.leaseId(), credential, 1, lease.expiresAt(), "no base64!"))) {
            assertThatThrownBy(() -> key.open(swapped))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    private LeaseResponse.Lease lease(String gatewayId) {
        return vault.sealed(
                new LeaseRequest(gatewayId, key.publicKey(), List.of(credential)),
                credential,
                new SealingVault.Stored("gsk_secret", 1),
                "lease-1");
    }
}

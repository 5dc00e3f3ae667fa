package io.spidergate.gateway.credential;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Not ready before the vault was asked for what the first table names: until then every request
/// would find no credential. From then on always up: a missing lease takes away its deployments,
/// not the gateway.
@Readiness
@Singleton
final class CredentialReadiness implements HealthCheck {

    private final LeaseLifecycle leases;

    @Inject
    CredentialReadiness(LeaseLifecycle leases) {
        this.leases = leases;
    }

    @Override
    public HealthCheckResponse call() {
        VaultLeases.Standing standing = leases.standing();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("credentials")
                        .status(standing.begun())
                        .withData("wanted", standing.wanted())
                        .withData("usable", standing.usable());
        return standing.trouble().isEmpty()
                ? response.build()
                : response.withData("trouble", standing.trouble()).build();
    }
}

package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.jwt.build.Jwt;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.identity.IdentityKeys;
import java.nio.file.Files;
import java.security.PrivateKey;
import java.util.Set;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An internal endpoint answers nobody but a service that proves who it is.
@ExtendWith(RunningSuite.Extension.class)
class InternalEndpointsIT {

    private static final String ENDPOINTS =
            """
            router,  router-service,  /internal/router/v1/snapshot
            router,  router-service,  /internal/router/v1/providers
            vault,   vault-service,   /internal/vault/v1/credentials
            vault,   vault-service,   /internal/vault/v1/audit
            billing, billing-service, /internal/billing/v1/agents
            billing, billing-service, /internal/billing/v1/spend
            billing, billing-service, /internal/billing/v1/agent-tokens/any/spend
            billing, billing-service, /internal/billing/v1/ledger/summary
            billing, billing-service, /internal/billing/v1/webhooks
            billing, billing-service, /internal/billing/v1/notices
            traces,  trace-collector, /internal/traces/v1/traces
            traces,  trace-collector, /internal/traces/v1/stats
            dashboard, dashboard-service, /internal/dashboard/v1/admin-login
            """;

    @ParameterizedTest
    @CsvSource(textBlock = ENDPOINTS)
    void withoutATokenNothingIsAnswered(
            String part, String service, String path, RunningSuite suite) {
        assertThat(suite.internal(part, service).send(path, "").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(textBlock = ENDPOINTS)
    void aTokenForAnotherAudienceIsRefused(
            String part, String service, String path, RunningSuite suite) {
        InternalApi elsewhere = suite.internal(part, "somebody-else");

        assertThat(elsewhere.status(path)).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(textBlock = ENDPOINTS)
    void aServiceThatSpeaksInAnothersNameIsRefused(
            String part, String service, String path, RunningSuite suite) throws Exception {
        String forged =
                Jwt.issuer("spidergate")
                        .subject(ServiceName.DASHBOARD)
                        .upn(ServiceName.DASHBOARD)
                        .audience(service)
                        .groups(Set.of(ServiceName.DASHBOARD))
                        .jws()
                        .keyId(ServiceName.TRACES)
                        .sign(keyOf(ServiceName.TRACES, suite));

        assertThat(suite.internal(part, service).send(path, "Bearer " + forged).statusCode())
                .isEqualTo(401);
    }

    private static PrivateKey keyOf(String service, RunningSuite suite) throws Exception {
        String key =
                Files.readString(
                        IdentityKeys.privateKeyFile(suite.data().resolve("identity"), service));
        return ((EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(key)).getEcPrivateKey();
    }
}

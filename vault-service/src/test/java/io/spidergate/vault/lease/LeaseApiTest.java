package io.spidergate.vault.lease;

import static io.spidergate.vault.VaultCalls.BASE;
import static io.spidergate.vault.VaultCalls.added;
import static io.spidergate.vault.VaultCalls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.vault.LeaseRequest;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LeaseApiTest {

    @Test
    void aLeaseOpensWithTheGatewaysKeyOnlyAndOnlyInItsContext() throws GeneralSecurityException {
        String id = added("lease-opens", "sk-lease-opens-123456789012345");
        Gateway gateway = new Gateway("gw-1");

        JsonPath answer = gateway.lease(List.of(id)).then().statusCode(200).extract().jsonPath();

        String lease = answer.getString("leases[0].leaseId");
        String sealed = answer.getString("leases[0].sealed");
        assertThat(gateway.open(lease, id, 1, sealed)).isEqualTo("sk-lease-opens-123456789012345");
        assertThatThrownBy(() -> gateway.open("lease_other", id, 1, sealed))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> gateway.open(lease, id, 2, sealed))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> new Gateway("gw-1").open(lease, id, 1, sealed))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void aLeaseEndsAfterTheConfiguredLifetime() throws GeneralSecurityException {
        String id = added("lease-ends", "sk-lease-ends-123456789012345");

        Instant expiresAt =
                Instant.parse(
                        new Gateway("gw-1")
                                .lease(List.of(id))
                                .jsonPath()
                                .getString("leases[0].expiresAt"));

        assertThat(Duration.between(Instant.now(), expiresAt))
                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    @Test
    void releasesAndRefusalsAreAuditedWithTheGatewaysId() throws GeneralSecurityException {
        String id = added("lease-audited", "sk-lease-audited-1234567890");

        JsonPath answer = new Gateway("gw-audited").lease(List.of(id, "cred_unknown")).jsonPath();

        assertThat(answer.getList("leases")).hasSize(1);
        assertThat(answer.getString("refusals[0].credential")).isEqualTo("cred_unknown");
        assertThat(answer.getString("refusals[0].reason")).isEqualTo("unknown");
        List<Map<String, Object>> lines =
                as(ServiceName.OPERATOR).get(BASE + "/audit?limit=2").jsonPath().getList("");
        assertThat(lines)
                .extracting(line -> line.get("action") + " " + line.get("credential"))
                .containsExactly("refused cred_unknown", "released " + id);
        assertThat(lines)
                .extracting(line -> line.get("actor"))
                .containsOnly("gateway-service/gw-audited");
    }

    @Test
    void aCredentialAskedForTwiceIsLeasedOnce() throws GeneralSecurityException {
        String id = added("lease-twice", "sk-lease-twice-123456789012345");

        assertThat(new Gateway("gw-1").lease(List.of(id, id)).jsonPath().getList("leases"))
                .hasSize(1);
    }

    @Test
    void badRequestsNameTheFieldAndTheLimit() throws GeneralSecurityException {
        String key = new Gateway("gw-1").publicKey();
        refused(
                Map.of("gatewayId", "a:b", "recipientPublicKey", key, "credentials", one()),
                "gatewayId");
        refused(Map.of("recipientPublicKey", key, "credentials", one()), "gatewayId");
        refused(
                Map.of("gatewayId", "gw", "recipientPublicKey", "AAAA", "credentials", one()),
                "recipientPublicKey");
        refused(Map.of("gatewayId", "gw", "credentials", one()), "recipientPublicKey");
        refused(
                Map.of("gatewayId", "gw", "recipientPublicKey", key, "credentials", List.of()),
                "credentials");
        refused(
                Map.of(
                        "gatewayId",
                        "gw",
                        "recipientPublicKey",
                        key,
                        "credentials",
                        Collections.nCopies(LeaseRequest.MAX_CREDENTIALS + 1, "cred_a")),
                "credentials");
        as(ServiceName.GATEWAY).body("{nonsense").post(BASE + "/leases").then().statusCode(400);
        as(ServiceName.GATEWAY)
                .body("{\"gatewayId\":\"gw\",\"credentials\":[\"nonsense\"]}")
                .post(BASE + "/leases")
                .then()
                .statusCode(400);
    }

    private static List<String> one() {
        return List.of("cred_a");
    }

    private static void refused(Map<String, Object> body, String field) {
        JsonPath problem =
                as(ServiceName.GATEWAY)
                        .body(body)
                        .post(BASE + "/leases")
                        .then()
                        .statusCode(400)
                        .extract()
                        .jsonPath();
        assertThat(problem.getString("code")).isEqualTo("invalid_field");
        assertThat(problem.getString("field")).isEqualTo(field);
        assertThat(problem.getString("message")).contains(field);
    }
}

package io.spidergate.vault.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.spidergate.vault.VaultCalls;
import io.spidergate.vault.lease.Gateway;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OperationsTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @TestHTTPResource(value = "/openapi", management = true)
    URI openapi;

    @Test
    void readinessIsTheDatabaseAndTheKeyset() {
        JsonPath ready = RestAssured.get(readiness).then().statusCode(200).extract().jsonPath();

        assertThat(ready.<String>getList("checks.name"))
                .anyMatch(name -> name.contains("Database"))
                .contains("key-encryption keyset")
                .noneMatch(name -> name.contains("Kafka"));
    }

    @Test
    void whatTheVaultDoesIsCounted() throws Exception {
        String id = VaultCalls.added("works--metrics", "sk-metrics-1234567890123456");
        new Gateway("gw-m").lease(List.of(id, "cred_none"));
        VaultCalls.probe(id);

        assertThat(RestAssured.get(metrics).asString())
                .contains(
                        "spidergate_vault_leases_released_total",
                        "spidergate_vault_leases_refused_total{reason=\"unknown\"",
                        "spidergate_vault_credentials{state=\"enabled\"",
                        "spidergate_vault_credentials{state=\"unreadable\"",
                        "spidergate_vault_cipher_seconds_count{operation=\"seal\"",
                        "spidergate_vault_cipher_seconds_count{operation=\"open\"",
                        "spidergate_vault_probes_total{verdict=\"WORKS\"",
                        "spidergate_vault_audit_broken 0.0");
    }

    @Test
    void theApiDescribesItself() {
        assertThat(RestAssured.get(openapi).asString()).contains("/internal/vault/v1/leases");
    }
}

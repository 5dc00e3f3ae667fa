package io.spidergate.vault.reference;

import static io.spidergate.vault.VaultCalls.BASE;
import static io.spidergate.vault.VaultCalls.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.vault.Surroundings;
import io.spidergate.vault.VaultCalls;
import io.spidergate.vault.lease.Gateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A secret that stays where it is serves as it is there at that moment.
@QuarkusTest
class ReferenceApiTest {

    @Test
    void aMountedSecretIsReadAtEachLease() throws Exception {
        Path file = Surroundings.references.resolve("groq-key");
        Files.writeString(file, "sk-mounted-first-1234\n");
        JsonPath credential = added("works--file", "file:groq-key").jsonPath();
        String id = credential.getString("id");
        assertThat(credential.getString("reference")).isEqualTo("file:groq-key");
        assertThat(credential.getString("preview")).isEqualTo("elsewhere");
        assertThat(leased(id)).isEqualTo("sk-mounted-first-1234");

        Files.writeString(file, "sk-mounted-second-5678");
        assertThat(leased(id)).isEqualTo("sk-mounted-second-5678");

        Files.delete(file);
        JsonPath refused = new Gateway("gw-ref").lease(List.of(id)).jsonPath();
        assertThat(refused.getString("refusals[0].reason")).isEqualTo("absent");
        Response probed = VaultCalls.probe(id);
        assertThat(probed.statusCode()).isEqualTo(400);
        assertThat(probed.jsonPath().getString("message")).contains("cannot be read");
    }

    @Test
    void aFieldOfHashicorpsVaultIsToo() throws Exception {
        Surroundings.heldByHashicorp = "sk-held-by-hashicorp-1";
        String id = added("works--hc", "hcvault:secret/llm#groq").jsonPath().getString("id");
        assertThat(leased(id)).isEqualTo("sk-held-by-hashicorp-1");
        assertThat(VaultCalls.probe(id).jsonPath().getString("verdict")).isEqualTo("WORKS");
        Surroundings.heldByHashicorp = "sk-held-by-hashicorp-2";
        assertThat(leased(id)).isEqualTo("sk-held-by-hashicorp-2");
    }

    @Test
    void whatIsThereIsTestedAndNoSecretOfItIsTold() throws Exception {
        Files.writeString(Surroundings.references.resolve("bad-key"), "sk-wrong-key-of-file-77");
        Map<String, Object> asked = body("public--ref", "file:bad-key");
        Response tested = as(ServiceName.OPERATOR).body(asked).post(BASE + "/credentials/test");
        assertThat(tested.jsonPath().getString("verdict")).isEqualTo("BAD_KEY");
        Response absent =
                as(ServiceName.OPERATOR)
                        .body(body("public--ref", "hcvault:secret/none#x"))
                        .post(BASE + "/credentials/test");
        assertThat(absent.statusCode()).isEqualTo(400);
        assertThat(absent.jsonPath().getString("field")).isEqualTo("reference");
        added("public--ref", "file:bad-key");
        assertThat(as(ServiceName.OPERATOR).get(BASE + "/credentials").asString())
                .doesNotContain("sk-wrong-key-of-file-77");
    }

    @Test
    void theSameReferenceGoesInOnceAndIsNotMixedWithASecret() {
        assertThat(added("works--twice", "file:some/key").statusCode()).isEqualTo(200);
        assertThat(added("works--twice", "file:some/key").statusCode()).isEqualTo(409);
        Map<String, Object> both = body("works--twice", "file:some/key");
        both.put("secret", "sk-1234567890");
        Response refused = as(ServiceName.OPERATOR).body(both).post(BASE + "/credentials");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("message")).contains("exclude each other");
        Response malformed = added("works--twice", "file:../../etc/passwd");
        assertThat(malformed.jsonPath().getString("field")).isEqualTo("reference");
    }

    private static Response added(String provider, String reference) {
        return as(ServiceName.OPERATOR).body(body(provider, reference)).post(BASE + "/credentials");
    }

    private static Map<String, Object> body(String provider, String reference) {
        return new HashMap<>(Map.of("provider", provider, "reference", reference));
    }

    private static String leased(String id) throws Exception {
        Gateway gateway = new Gateway("gw-ref");
        JsonPath lease = gateway.lease(List.of(id)).jsonPath();
        return gateway.open(
                lease.getString("leases[0].leaseId"),
                lease.getString("leases[0].credential"),
                lease.getInt("leases[0].version"),
                lease.getString("leases[0].sealed"));
    }
}

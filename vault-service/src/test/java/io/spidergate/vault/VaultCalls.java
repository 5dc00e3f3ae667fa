package io.spidergate.vault;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.fixtures.IdentityFixture;
import java.util.Map;

/// How the other services call the vault.
public final class VaultCalls {

    public static final String BASE = "/internal/vault/v1";

    private VaultCalls() {}

    public static RequestSpecification as(String caller) {
        return given().auth()
                .oauth2(IdentityFixture.tokenOf(caller, ServiceName.VAULT))
                .contentType(ContentType.JSON);
    }

    public static Response add(String provider, String label, String secret) {
        return as(ServiceName.OPERATOR)
                .body(
                        Map.of(
                                "provider", provider,
                                "account", "default",
                                "label", label,
                                "secret", secret))
                .post(BASE + "/credentials");
    }

    /// @return the new credential's id
    public static String added(String provider, String secret) {
        return add(provider, "label of " + provider, secret)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    public static Response remove(String id) {
        return as(ServiceName.OPERATOR).delete(BASE + "/credentials/" + id);
    }

    public static Response probe(String id) {
        return as(ServiceName.OPERATOR).post(BASE + "/credentials/" + id + "/probe");
    }
}

package io.spidergate.billing.notice;

import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.as;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spidergate.contracts.identity.ServiceName;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The calls that tests of notices make.
final class NoticeCalls {

    static final String WEBHOOKS = BASE + "/webhooks";

    private NoticeCalls() {}

    /// @param secret as it was shown
    record Made(String id, String secret, String workspace) {

        String path(String more) {
            return WEBHOOKS + "/" + id + more;
        }
    }

    /// A workspace of its own, so that no test tells another's webhooks.
    static String workspace() {
        String id = "ws_" + UUID.randomUUID();
        as(ServiceName.OPERATOR)
                .body(Map.of("id", id))
                .post(BASE + "/workspaces")
                .then()
                .statusCode(200);
        return id;
    }

    static Response create(String workspace, String url, List<String> types) {
        return as(ServiceName.OPERATOR)
                .body(Map.of("workspace", workspace, "url", url, "types", types))
                .post(WEBHOOKS);
    }

    static Made made(String workspace, String url, String... types) {
        JsonPath made =
                create(workspace, url, List.of(types)).then().statusCode(200).extract().jsonPath();
        return new Made(made.getString("webhook.id"), made.getString("secret"), workspace);
    }

    static Response get(String path) {
        return as(ServiceName.DASHBOARD).get(path);
    }

    static Response post(String path) {
        return as(ServiceName.OPERATOR).post(path);
    }

    static Response patch(Made webhook, Map<String, Object> change) {
        return as(ServiceName.OPERATOR).body(change).patch(webhook.path(""));
    }
}

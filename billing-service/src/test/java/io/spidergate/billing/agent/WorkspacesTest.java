package io.spidergate.billing.agent;

import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.BillingFixtures.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.contracts.identity.ServiceName;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@BillingFixtures.Running
class WorkspacesTest {

    @Test
    void aWorkspaceIsMadeOnceAndRenamedAtWill() {
        String id = "ws_" + UUID.randomUUID();

        create(id, "Acme")
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("tokens", equalTo(0));
        create(id, "Acme")
                .then()
                .statusCode(409)
                .body("code", equalTo("workspace_exists"))
                .body("field", equalTo("id"));
        issue("agent", Map.of(), id).then().statusCode(200);
        rename(id, "Acme & Sons")
                .then()
                .statusCode(200)
                .body("name", equalTo("Acme & Sons"))
                .body("tokens", equalTo(1));
        rename("ws_nobody", "x")
                .then()
                .statusCode(404)
                .body("code", equalTo("workspace_not_found"));
    }

    @Test
    void workspacesAreListedPageByPage() {
        String first = "ws_0-" + UUID.randomUUID();
        String second = first + "-b";
        create(second, null).then().body("name", equalTo(second));
        create(first, null).then().statusCode(200);

        assertThat(ids("?limit=1&after=" + first)).containsExactly(second);
        assertThat(ids("")).contains(first, second, "ws_default");
    }

    @Test
    void whatIsNoIdOrNoNameIsRefusedByNamingIt() {
        create("Acme", "x").then().statusCode(400).body("field", equalTo("id"));
        create("ws_ok", " x").then().statusCode(400).body("field", equalTo("name"));
        rename("ws_default", "").then().statusCode(400).body("field", equalTo("name"));
        as(ServiceName.OPERATOR)
                .body("{}")
                .post(BASE + "/workspaces")
                .then()
                .statusCode(400)
                .body("field", equalTo("id"));
    }

    private static List<String> ids(String query) {
        return as(ServiceName.OPERATOR)
                .get(BASE + "/workspaces" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static Response create(String id, String name) {
        return as(ServiceName.OPERATOR)
                .body(name == null ? Map.of("id", id) : Map.of("id", id, "name", name))
                .post(BASE + "/workspaces");
    }

    private static Response rename(String id, String name) {
        return as(ServiceName.OPERATOR)
                .body(Map.of("name", name))
                .patch(BASE + "/workspaces/" + id);
    }
}

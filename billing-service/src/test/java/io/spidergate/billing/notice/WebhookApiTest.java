package io.spidergate.billing.notice;

import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.notice.NoticeCalls.WEBHOOKS;
import static io.spidergate.billing.notice.NoticeCalls.create;
import static io.spidergate.billing.notice.NoticeCalls.get;
import static io.spidergate.billing.notice.NoticeCalls.made;
import static io.spidergate.billing.notice.NoticeCalls.patch;
import static io.spidergate.billing.notice.NoticeCalls.post;
import static io.spidergate.billing.notice.NoticeCalls.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.billing.notice.NoticeCalls.Made;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@BillingFixtures.Running
class WebhookApiTest {

    private static final String URL = "https://127.0.0.1:1/in";

    @Inject DataSource dataSource;

    @Test
    void aWebhookIsMadeShownChangedAndRemoved() {
        String workspace = workspace();
        Made webhook = made(workspace, URL, "budget.warning");

        assertThat(webhook.secret()).startsWith("whsec_");
        get(webhook.path(""))
                .then()
                .statusCode(200)
                .body("url", equalTo(URL))
                .body("workspace", equalTo(workspace))
                .body("types", contains("budget.warning"))
                .body("state", equalTo("active"))
                .body("secret", nullValue());
        patch(webhook, Map.of("url", "https://127.0.0.1:2/", "paused", true))
                .then()
                .statusCode(200)
                .body("url", equalTo("https://127.0.0.1:2/"))
                .body("types", contains("budget.warning"))
                .body("state", equalTo("paused"));
        patch(webhook, Map.of("types", List.of(), "description", "ours", "paused", false))
                .then()
                .body("types", empty())
                .body("description", equalTo("ours"))
                .body("state", equalTo("active"));
        as(ServiceName.OPERATOR).delete(webhook.path("")).then().statusCode(204);
        get(webhook.path("")).then().statusCode(404).body("code", equalTo("webhook_not_found"));
    }

    @Test
    void webhooksAreListedPageByPage() {
        String workspace = workspace();
        Made first = made(workspace, URL);
        Made second = made(workspace, URL);
        made(workspace(), URL);

        List<String> ids = List.of(first.id(), second.id()).stream().sorted().toList();
        get(WEBHOOKS + "?workspace=" + workspace)
                .then()
                .body("id", equalTo(ids))
                .body("secret", contains(nullValue(), nullValue()));
        get(WEBHOOKS + "?limit=1&workspace=" + workspace + "&after=" + ids.get(0))
                .then()
                .body("id", contains(ids.get(1)));
        get(WEBHOOKS + "?limit=0").then().statusCode(400).body("field", equalTo("limit"));
    }

    @Test
    void anotherWorkspacesWebhookIsAsUnknownAsNone() {
        Made webhook = made(workspace(), URL);
        String other = "?workspace=" + workspace();
        String unknown =
                get(WEBHOOKS + "/whk_nobodys" + other).then().statusCode(404).extract().asString();

        assertThat(get(webhook.path(other)).then().statusCode(404).extract().asString())
                .isEqualTo(unknown);
        for (String act : List.of("/test", "/rotate", "/deliveries/dlv_x/redeliver")) {
            as(ServiceName.OPERATOR)
                    .body(Map.of("graceSeconds", 0))
                    .post(webhook.path(act + other))
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("webhook_not_found"));
        }
        get(webhook.path("/deliveries" + other)).then().statusCode(404);
        as(ServiceName.OPERATOR).body(Map.of()).patch(webhook.path(other)).then().statusCode(404);
        as(ServiceName.OPERATOR).delete(webhook.path(other)).then().statusCode(404);
        get(webhook.path("")).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://example.com/, https://",
        "//example.com/, https://",
        "not a url, URL with a host",
        "https:///path, URL with a host",
        "https://user:pw@example.com/, neither a user",
        "https://example.com/#x, neither a user",
        "https://example.com:99999/, port",
        "http://10.0.0.1/, not public",
        "https://10.0.0.1/, not public",
        "https://169.254.169.254/latest, not public",
        "https://[::1]/, not public",
        "https://[::ffff:10.0.0.1]/, not public",
        "https://2852039166/, not public",
    })
    void aUrlThatMayNotBeCalledIsRefusedByNamingIt(String url, String why) {
        create("ws_default", url, List.of())
                .then()
                .statusCode(400)
                .body("field", equalTo("url"))
                .body("message", containsString(why));
    }

    @Test
    void whatIsWrongIsNamed() {
        create("ws_default", "https://127.0.0.1/" + "x".repeat(2_000), List.of())
                .then()
                .body("field", equalTo("url"))
                .body("message", containsString("2000 characters, got 2018"));
        create("ws_default", URL, List.of("budget.gone"))
                .then()
                .statusCode(400)
                .body("field", startsWith("types"))
                .body("message", containsString("budget.warning, budget.exceeded"));
        create("ws_default", URL, List.of("budget.warning", "budget.warning"))
                .then()
                .statusCode(400)
                .body("field", equalTo("types"));
        as(ServiceName.OPERATOR)
                .body("{\"url\":\"%s\",\"types\":[null]}".formatted(URL))
                .post(WEBHOOKS)
                .then()
                .statusCode(400)
                .body("field", equalTo("types"));
        create("ws_nobodys", URL, List.of())
                .then()
                .statusCode(404)
                .body("code", equalTo("workspace_not_found"));
        create("Acme", URL, List.of()).then().statusCode(400).body("field", equalTo("workspace"));
        as(ServiceName.OPERATOR).body("{}").post(WEBHOOKS).then().statusCode(400);
        Made webhook = made(workspace(), URL);
        patch(webhook, Map.of("description", "x".repeat(201)))
                .then()
                .statusCode(400)
                .body("field", equalTo("description"));
        as(ServiceName.OPERATOR)
                .body(Map.of("graceSeconds", -1))
                .post(webhook.path("/rotate"))
                .then()
                .statusCode(400)
                .body("field", equalTo("graceSeconds"));
        post(webhook.path("/deliveries/dlv_none/redeliver"))
                .then()
                .statusCode(404)
                .body("code", equalTo("delivery_not_found"));
    }

    @Test
    void aWorkspaceHasFiftyWebhooksAtMost() {
        String workspace = workspace();
        for (int made = 0; made < WebhookRules.MAX_WEBHOOKS; made++) {
            made(workspace, URL);
        }

        create(workspace, URL, List.of())
                .then()
                .statusCode(409)
                .body("code", equalTo("too_many_webhooks"))
                .body("message", containsString("at most 50"));
    }

    @Test
    void recipientsAreSetAndShownWithWhetherMailIsSent() {
        String query = "/notice-recipients?workspace=" + workspace();
        get(BASE + query).then().statusCode(200).body("addresses", hasSize(0));

        as(ServiceName.OPERATOR)
                .body(Map.of("addresses", List.of("b@example.org", "a@example.org")))
                .put(BASE + query)
                .then()
                .statusCode(200)
                .body("addresses", contains("b@example.org", "a@example.org"))
                .body("mailConfigured", equalTo(true));
        get(BASE + query).then().body("addresses", contains("b@example.org", "a@example.org"));
        as(ServiceName.OPERATOR)
                .body(Map.of("addresses", List.of("a@example.org,b@example.org")))
                .put(BASE + query)
                .then()
                .statusCode(400)
                .body("field", equalTo("addresses[0]"));
        as(ServiceName.OPERATOR)
                .body("{\"addresses\":[null]}")
                .put(BASE + query)
                .then()
                .statusCode(400)
                .body("field", equalTo("addresses[0]"));
        get(BASE + "/notice-recipients?workspace=ws_nobodys").then().statusCode(404);
    }

    @Test
    void isForOperatorsAlone() {
        for (String path :
                List.of("/webhooks", "/notices", "/notice-recipients", "/webhooks/whk_x")) {
            RestAssured.given().get(BASE + path).then().statusCode(401);
            as(ServiceName.GATEWAY).get(BASE + path).then().statusCode(403);
        }
        as(ServiceName.GATEWAY).body(Map.of()).post(WEBHOOKS).then().statusCode(403);
    }

    @Test
    void secretsLieInNoTableInClear() throws Exception {
        Made webhook = made(workspace(), URL);
        byte[] secret = Base64.getDecoder().decode(webhook.secret().substring("whsec_".length()));

        try (Connection connection = dataSource.getConnection();
                ResultSet row =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "SELECT w::text FROM billing.webhook w WHERE id = '%s'"
                                                .formatted(webhook.id()))) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1))
                    .contains(webhook.id())
                    .doesNotContain(HexFormat.of().formatHex(secret))
                    .doesNotContain(webhook.secret());
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(NoticeSurroundings.keyset)))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutAKeysetThereAreNoWebhooksAndTheAnswerSaysWhy() throws Exception {
        Path aside = NoticeSurroundings.keyset.resolveSibling("aside");
        Files.move(NoticeSurroundings.keyset, aside);
        try {
            create("ws_default", URL, List.of())
                    .then()
                    .statusCode(503)
                    .body("code", equalTo("webhooks_off"))
                    .body("message", containsString("spidergate.webhook.keyset-file"));
            Files.writeString(NoticeSurroundings.keyset, "{}");
            create("ws_default", URL, List.of())
                    .then()
                    .statusCode(503)
                    .body("message", containsString("not a Tink JSON keyset"));
        } finally {
            Files.move(
                    aside,
                    NoticeSurroundings.keyset,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        create("ws_default", URL, List.of()).then().statusCode(200);
    }
}

package io.spidergate.vault.invite;

import static io.spidergate.vault.VaultCalls.BASE;
import static io.spidergate.vault.VaultCalls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.vault.Surroundings;
import io.spidergate.vault.VaultCalls;
import io.spidergate.vault.lease.Gateway;
import io.spidergate.vault.notice.CredentialTopic;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Somebody is asked for a key, brings it by a link, and can take it back.
@QuarkusTest
class InviteApiTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject DataSource dataSource;

    @Test
    void aKeyIsBroughtAndServesAndIsTakenBack() throws Exception {
        JsonPath invite =
                invited(
                        Map.of(
                                "provider",
                                "works--inv",
                                "workspace",
                                "ws_acme",
                                "message",
                                "For the demo\non Friday.",
                                "settings",
                                Map.of("priority", 20)));
        String token = token(invite);
        assertThat(invite.getString("link")).startsWith("http://localhost:8081/invite/inv_");
        assertThat(invite.getString("invite.state")).isEqualTo("OPEN");

        JsonPath page = visit("invite", token).jsonPath();
        assertThat(page.getString("provider")).isEqualTo("works--inv");
        assertThat(page.getString("message")).isEqualTo("For the demo\non Friday.");
        assertThat(page.getString("workspace")).isEqualTo("ws_acme");

        JsonPath brought = bring(token, "sk-brought-by-ann-12345678").jsonPath();
        assertThat(brought.getString("preview")).isEqualTo("sk-b…5678");
        assertThat(brought.getString("probe.verdict")).isEqualTo("WORKS");
        String credential = credential(invite);
        JsonPath view = view(credential);
        assertThat(view.getString("workspace")).isEqualTo("ws_acme");
        assertThat(view.getInt("settings.priority")).isEqualTo(20);
        assertThat(view.getString("label")).isEqualTo("invited");
        assertThat(view.getString("account")).matches("invited-[0-9a-f]{8}");
        assertThat(new Gateway("gw-inv").lease(List.of(credential)).jsonPath().getList("leases"))
                .hasSize(1);

        String own = brought.getString("token");
        assertThat(visit("contribution", own).jsonPath().getBoolean("enabled")).isTrue();
        try (CredentialTopic topic = new CredentialTopic(bootstrapServers)) {
            JsonPath withdrawn = visit("contribution/revoke", own).jsonPath();
            assertThat(withdrawn.getString("preview")).isNull();
            await().until(() -> topic.about(credential).contains(null));
        }
        assertThat(new Gateway("gw-inv").lease(List.of(credential)).jsonPath().getList("leases"))
                .isEmpty();
        assertThat(visit("contribution/revoke", own).statusCode()).isEqualTo(200);
        assertThat(audited())
                .contains(
                        "invited by operator: %s, provider works--inv"
                                .formatted(invite.getString("invite.id")),
                        "created by contributor/%s: provider works--inv"
                                .formatted(invite.getString("invite.id")),
                        "removed by contributor/%s: provider works--inv"
                                .formatted(invite.getString("invite.id")));
    }

    @Test
    void theAdministratorSeesWhoWasAskedAndWhatCameOfItButNoSecretAndNoLink() {
        JsonPath invite = invited(Map.of("provider", "works--seen", "label", "Ann's"));
        String token = token(invite);
        String own = bring(token, "sk-never-seen-by-admin-777").jsonPath().getString("token");

        Response list = as(ServiceName.DASHBOARD).get(BASE + "/invites");

        assertThat(list.jsonPath().getString("find { it.provider == 'works--seen' }.state"))
                .isEqualTo("USED");
        assertThat(list.jsonPath().getString("find { it.provider == 'works--seen' }.label"))
                .isEqualTo("Ann's");
        assertThat(list.asString())
                .doesNotContain("sk-never-seen", signature(token), signature(own));
        assertThat(audited().toString()).doesNotContain(signature(token), signature(own));
    }

    @Test
    void aRefusedKeyLeavesTheLinkOpen() {
        String token = token(invited(Map.of("provider", "public--inv")));

        Response refused = bring(token, "sk-wrong-key-1234567890");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("key_refused");
        assertThat(bring(token, "sk-good-key-1234567890").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400, invalid_field",
        "' sk-with-space', 400, invalid_field",
    })
    void whatIsNoKeyIsRefusedWithTheReason(String secret, int status, String code) {
        Response refused = bring(token(invited(Map.of("provider", "works--bad"))), secret);
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.jsonPath().getString("code")).isEqualTo(code);
        assertThat(refused.jsonPath().getString("field")).isEqualTo("secret");
    }

    @Test
    void aKeyThatTheVaultHasIsRefusedKindlyAndTheLinkStaysOpen() {
        VaultCalls.added("works--held", "sk-held-already-1234567890");
        String token = token(invited(Map.of("provider", "works--held")));

        Response refused = bring(token, "sk-held-already-1234567890");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("credential_exists");
        assertThat(visit("invite", token).statusCode()).isEqualTo(200);
    }

    @Test
    void ofManyWhoUseALinkAtOnceOneBringsAKey() throws Exception {
        JsonPath invite = invited(Map.of("provider", "works--race"));
        String token = token(invite);
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> answers =
                    IntStream.range(0, 16)
                            .mapToObj(
                                    i -> people.submit(() -> bring(token, "sk-race-key-0000-" + i)))
                            .toList();
            int[] counts = new int[600];
            for (Future<Response> answer : answers) {
                counts[answer.get().statusCode()]++;
            }
            assertThat(counts[200]).isEqualTo(1);
            assertThat(counts[410]).isEqualTo(15);
        }
        List<String> providers =
                as(ServiceName.OPERATOR)
                        .get(BASE + "/credentials")
                        .jsonPath()
                        .getList("provider", String.class);
        assertThat(providers).containsOnlyOnce("works--race");
    }

    @Test
    void aLinkThatWasReplayedExpiredOrRevokedIsOverAndAudited() throws SQLException {
        JsonPath used = invited(Map.of("provider", "works--over"));
        bring(token(used), "sk-used-link-1234567890");
        JsonPath expired = invited(Map.of("provider", "works--over"));
        expire(expired.getString("invite.id"));
        JsonPath revoked = invited(Map.of("provider", "works--over"));
        assertThat(revoke(revoked).statusCode()).isEqualTo(204);
        assertThat(revoke(revoked).statusCode()).isEqualTo(204);

        for (var over :
                Map.of(used, "link_used", expired, "link_expired", revoked, "link_revoked")
                        .entrySet()) {
            for (Response refused :
                    List.of(
                            visit("invite", token(over.getKey())),
                            bring(token(over.getKey()), "sk-too-late-1234567890"))) {
                assertThat(refused.statusCode()).isEqualTo(410);
                assertThat(refused.jsonPath().getString("code")).isEqualTo(over.getValue());
            }
            assertThat(audited())
                    .contains(
                            "refused by contributor/%s: the link is %s"
                                    .formatted(
                                            over.getKey().getString("invite.id"),
                                            over.getValue().substring("link_".length())));
        }
        assertThat(revoke(used).statusCode()).isEqualTo(409);
        assertThat(as(ServiceName.OPERATOR).delete(BASE + "/invites/inv_none").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTamperedOrForeignLinkIsUnknownAndDoesNotFillTheAudit() {
        JsonPath invite = invited(Map.of("provider", "works--tampered"));
        String token = token(invite);
        String other = token(invited(Map.of("provider", "works--tampered")));
        String mixed = token.substring(0, token.indexOf('.')) + other.substring(other.indexOf('.'));
        String own = bring(token, "sk-own-link-1234567890").jsonPath().getString("token");
        int before = audited().size();
        for (Response refused :
                List.of(
                        visit("invite", mixed),
                        visit("invite", own),
                        visit("invite", ""),
                        visit("contribution", other),
                        visit("contribution", mixed),
                        visit("contribution/revoke", other),
                        bring("inv_none.x", "sk-1234567890"),
                        as(ServiceName.DASHBOARD).body("{}").post(BASE + "/links/invite"))) {
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(refused.jsonPath().getString("code")).isEqualTo("link_unknown");
        }
        assertThat(audited()).hasSize(before);
        assertThat(view(credential(invite)).getBoolean("enabled")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "works--x, ws_a, not-an-address, 400, email",
        "works--x, no workspace, ann@example.org, 400, workspace",
        "'', ws_a, ann@example.org, 400, provider",
        "nobody, ws_a, ann@example.org, 404, provider",
        "lost, ws_a, ann@example.org, 503, ",
    })
    void whatCannotBeAskedForIsRefusedByField(
            String provider, String workspace, String email, int status, String field) {
        Response refused =
                as(ServiceName.OPERATOR)
                        .body(Map.of("provider", provider, "workspace", workspace, "email", email))
                        .post(BASE + "/invites");
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.jsonPath().getString("field")).isEqualTo(field);
    }

    @Test
    void theLinkIsMailedWhereAnAddressIsGiven() throws Exception {
        Surroundings.MAIL.purgeEmailFromAllMailboxes();
        JsonPath invite =
                invited(
                        Map.of(
                                "provider",
                                "works--mail",
                                "email",
                                "ann@example.org",
                                "message",
                                "Please, until Friday."));

        assertThat(invite.getString("mail")).isEqualTo("SENT");
        assertThat(invite.getString("invite.label")).isEqualTo("ann@example.org");
        MimeMessage mail = Surroundings.MAIL.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("ann@example.org");
        assertThat(mail.getFrom()[0]).hasToString("spidergate@example.org");
        assertThat(mail.getSubject()).isEqualTo("You are asked for a key of works--mail");
        String text = GreenMailUtil.getBody(mail).replace("=\r\n", "").replace("=3D", "=");
        assertThat(text).contains(invite.getString("link"), "Please, until Friday.");
    }

    @Test
    void aMailServerThatIsAwayIsToldAndTheLinkIsThere() {
        Surroundings.MAIL.stop();
        try {
            JsonPath invite =
                    invited(Map.of("provider", "works--mail", "email", "ann@example.org"));
            assertThat(invite.getString("mail")).isEqualTo("FAILED");
            assertThat(invite.getString("mailMessage")).contains("give the link to the person");
            assertThat(visit("invite", token(invite)).statusCode()).isEqualTo(200);
        } finally {
            Surroundings.MAIL.start();
        }
    }

    private static JsonPath invited(Map<String, Object> body) {
        Response created = as(ServiceName.OPERATOR).body(body).post(BASE + "/invites");
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(200);
        return created.jsonPath();
    }

    private static Response visit(String door, String token) {
        return as(ServiceName.DASHBOARD).body(Map.of("token", token)).post(BASE + "/links/" + door);
    }

    private static Response bring(String token, String secret) {
        return as(ServiceName.DASHBOARD)
                .body(Map.of("token", token, "secret", secret))
                .post(BASE + "/links/invite/key");
    }

    private static Response revoke(JsonPath invite) {
        return as(ServiceName.OPERATOR).delete(BASE + "/invites/" + invite.getString("invite.id"));
    }

    private static String token(JsonPath invite) {
        String link = invite.getString("link");
        return link.substring(link.lastIndexOf('/') + 1);
    }

    private static String signature(String token) {
        return token.substring(token.indexOf('.') + 1);
    }

    private static String credential(JsonPath invite) {
        return as(ServiceName.OPERATOR)
                .get(BASE + "/invites")
                .jsonPath()
                .getString(
                        "find { it.id == '%s' }.credential"
                                .formatted(invite.getString("invite.id")));
    }

    private static JsonPath view(String credential) {
        JsonPath all = as(ServiceName.OPERATOR).get(BASE + "/credentials").jsonPath();
        return all.setRootPath("find { it.id == '%s' }".formatted(credential));
    }

    private static List<String> audited() {
        JsonPath audit = as(ServiceName.OPERATOR).get(BASE + "/audit?limit=1000").jsonPath();
        List<Map<String, Object>> entries = audit.getList("");
        return entries.stream()
                .flatMap(entry ->
                        Stream.of(
                                "%s by %s: %s"
                                        .formatted(
                                                entry.get("action"),
                                                entry.get("actor"),
                                                entry.get("detail"))))
                .toList();
    }

    private void expire(String id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update =
                        connection.prepareStatement(
                                "UPDATE vault.invite SET expires_at = now() WHERE id = ?")) {
            update.setString(1, id);
            update.executeUpdate();
        }
    }
}

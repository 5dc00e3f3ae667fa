package io.spidergate.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spidergate.contracts.Problem;
import io.spidergate.contracts.vault.Contribution;
import io.spidergate.contracts.vault.InvitePageView;
import io.spidergate.contracts.vault.ProbeResult.Verdict;
import io.spidergate.contracts.vault.ProbeView;
import io.spidergate.contracts.vault.StartedSignIn;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Somebody outside opens a link, without any login.
@QuarkusTest
class InvitePagesTest {

    private static final String INVITE = "/invite/inv_1.signed";
    private static final String OWN = "/contribution/inv_1.own";
    private static final String LINKS = "/internal/vault/v1/links";
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @Inject RunningDashboard dashboard;

    private final Browser browser = new Browser();

    @BeforeEach
    void startAnew() throws SQLException {
        dashboard.startAnew();
        PlayedPeers.answer(PlayedPeers.PROVIDERS + "/groq", Samples.provider("Groq", false, true));
        PlayedPeers.answer(
                LINKS + "/invite",
                new InvitePageView(
                        "groq", "For the demo\n<b>on Friday</b>", "ws_acme", true, NOON));
        PlayedPeers.answer(LINKS + "/contribution", contribution("gsk_…4f2a"));
    }

    @Test
    void thePageSaysWhoseKeyIsWantedAndWhatBecomesOfIt() {
        Response page = browser.get(INVITE);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString())
                .contains("You are asked for a key of Groq")
                .contains("Only the workspace <code>ws_acme</code>")
                .contains("For the demo\n&lt;b&gt;on Friday&lt;/b&gt;")
                .contains("Nobody can read it again, also not who sent you this link")
                .contains("until 28 November 2026, 12:00 UTC")
                .contains("type=\"password\"");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Content-Security-Policy")).contains("form-action 'self'");
    }

    @Test
    void aKeyThatIsTakenLeadsToAPageOfOnesOwn() {
        PlayedPeers.answer(LINKS + "/invite/key", contribution("gsk_…4f2a"));

        Response done = browser.post(INVITE, Map.of("secret", " gsk_key_4f2a\n"));

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.header("Location")).endsWith(OWN);
        assertThat(browser.get(OWN).asString())
                .contains("Thank you: your key of Groq is in the vault")
                .contains("gsk_…4f2a", "28 November 2026, 12:00 UTC", "in use")
                .contains("It works.")
                .contains("https://gate.example" + OWN);
    }

    @Test
    void aRefusedKeyIsToldAndNeverShownAgain() {
        PlayedPeers.answer(
                LINKS + "/invite/key",
                422,
                new Problem("key_refused", "the provider does not accept the key", "secret"));

        Response refused = browser.post(INVITE, Map.of("secret", "gsk_secret_of_ann"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.asString())
                .contains("The provider does not accept the key.")
                .contains("Test and hand over")
                .doesNotContain("gsk_secret_of_ann");
    }

    @Test
    void whoSignsInInsteadComesBackWithAKey() {
        PlayedPeers.answer(
                LINKS + "/invite/sign-in",
                new StartedSignIn(URI.create("https://openrouter.ai/auth?x=1"), "handle.1", NOON));
        PlayedPeers.answer(LINKS + "/invite/sign-in/finish", contribution("sk-o…4f2a"));
        assertThat(browser.get(INVITE).asString()).contains(INVITE + "/sign-in");

        Response gone = browser.get(INVITE + "/sign-in");

        assertThat(gone.statusCode()).isEqualTo(303);
        assertThat(gone.header("Location")).isEqualTo("https://openrouter.ai/auth?x=1");
        assertThat(gone.header("Set-Cookie"))
                .contains("spidergate_sign_in=", "HttpOnly", "SameSite=Lax", "Path=" + INVITE);
        Response back = browser.get(INVITE + "/callback?code=abc");
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.header("Location")).endsWith(OWN);
    }

    @Test
    void aSignInThatCameToNothingLeadsBackToThePage() {
        PlayedPeers.answer(
                LINKS + "/invite/sign-in/finish",
                422,
                new Problem("sign_in_refused", "the provider gave no key; begin again", "answer"));

        Response back = browser.get(INVITE + "/callback?error=access_denied");

        assertThat(back.statusCode()).isEqualTo(422);
        assertThat(back.asString()).contains("The provider gave no key; begin again.");
    }

    @Test
    void theKeyIsTakenBackByAForm() {
        PlayedPeers.answer(LINKS + "/contribution/revoke", contribution(null));
        PlayedPeers.answer(LINKS + "/contribution", contribution(null));

        Response done = browser.post(OWN + "/revoke", Map.of());

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(browser.get(OWN).asString()).contains("Your key of Groq is gone");
    }

    @ParameterizedTest
    @CsvSource({
        "410, link_used, Already used",
        "410, link_expired, Expired",
        "410, link_revoked, Called back",
        "404, link_unknown, No such link",
    })
    void aLinkThatLeadsNowhereSaysWhy(int status, String code, String title) {
        PlayedPeers.answer(LINKS + "/invite", status, Problem.of(code, "x"));
        PlayedPeers.answer(LINKS + "/invite/key", status, Problem.of(code, "x"));
        for (Response page :
                List.of(browser.get(INVITE), browser.post(INVITE, Map.of("secret", "gsk_1")))) {
            assertThat(page.statusCode()).isEqualTo(status);
            assertThat(page.asString()).contains("<h1>" + title + "</h1>");
        }
    }

    @Test
    void whoGuessesLinksOrTriesOutKeysHasToWait() {
        PlayedPeers.answer(LINKS + "/invite", 404, Problem.of("link_unknown", "x"));
        for (int i = 0; i < 5; i++) {
            assertThat(browser.get(INVITE).statusCode()).isEqualTo(404);
        }
        Response closed = browser.get(INVITE);
        assertThat(closed.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(closed.header("Retry-After"))).isBetween(1, 61);
        assertThat(browser.get(OWN).statusCode()).isEqualTo(429);
        assertThat(browser.get("/login").statusCode()).isEqualTo(200);
    }

    @Test
    void aGoodLinkIsNoWayToTryOutKeys() {
        PlayedPeers.answer(
                LINKS + "/invite/key", 422, new Problem("key_refused", "not accepted", "secret"));
        for (int i = 0; i < 5; i++) {
            assertThat(browser.get(INVITE).statusCode()).isEqualTo(200);
            assertThat(browser.post(INVITE, Map.of("secret", "gsk_" + i)).statusCode())
                    .isEqualTo(422);
        }
        assertThat(browser.post(INVITE, Map.of("secret", "gsk_6")).statusCode()).isEqualTo(429);
        assertThat(browser.get(INVITE).statusCode()).isEqualTo(429);
    }

    @Test
    void whoOpensAGoodLinkManyTimesDoesNot() {
        for (int i = 0; i < 12; i++) {
            assertThat(browser.get(INVITE).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anotherSiteCannotSendTheForm() {
        given().redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("secret", "gsk_of_somebody_else")
                .post(INVITE)
                .then()
                .statusCode(403);
    }

    @Test
    void withoutTheVaultThePageSaysSo() {
        PlayedPeers.reset();
        Response page = browser.get(INVITE);
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.asString()).contains("<h1>Not now</h1>");
    }

    private static Contribution contribution(@Nullable String preview) {
        return new Contribution(
                "inv_1.own",
                URI.create("https://gate.example/contribution/inv_1.own"),
                "groq",
                preview,
                preview != null,
                preview == null ? null : NOON,
                preview == null ? null : new ProbeView(Verdict.WORKS, "It works.", NOON, NOON));
    }
}

package io.spidergate.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spidergate.contracts.Problem;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.traces.TracePage;
import io.spidergate.fixtures.IdentityFixture;
import io.spidergate.fixtures.PostgresFixture;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresFixture.class)
@QuarkusTestResource(PlayedPeers.class)
@QuarkusTestResource(
        value = IdentityFixture.class,
        initArgs = @ResourceArg(name = "name", value = ServiceName.DASHBOARD))
class DashboardTest {

    private static final String HOME = "/dashboard/gate";
    private static final String PASSWORD = "/dashboard/account/password";

    @Inject DataSource dataSource;

    private final Browser browser = new Browser();

    @BeforeEach
    void startAnew() throws SQLException {
        sql("UPDATE dashboard.account SET password_hash = NULL");
        sql("DELETE FROM dashboard.session");
        sql("DELETE FROM dashboard.login_failure");
        PlayedPeers.reset();
        PlayedPeers.answer(PlayedPeers.STATS, Samples.stats(40, 4));
        PlayedPeers.answer(
                PlayedPeers.TRACES,
                new TracePage(List.of(Samples.row("req_1", "writer", "spideriq/fast")), null));
        PlayedPeers.answer(
                PlayedPeers.AGENTS,
                List.of(Samples.agent("writer", 2_500_000_000L, 10_000_000_000L)));
        PlayedPeers.answer(
                PlayedPeers.PROVIDERS,
                List.of(
                        Samples.provider("groq", false, true),
                        Samples.provider("openai", false, false)));
        PlayedPeers.answer(PlayedPeers.CREDENTIALS, List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HOME,
                HOME + "/traces",
                HOME + "/traces/req_1",
                PASSWORD,
                HOME + "/no-such-page"
            })
    void noPageIsShownBeforeALogin(String page) {
        Response response = browser.get(page);
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.header("Location")).contains("/login?next=%2Fdashboard");
        assertThat(response.asString()).isEmpty();
    }

    @Test
    void assetsAndTheLoginFormAreForEverybody() {
        for (String asset : List.of("/assets/spidergate.css", "/assets/logo.svg", "/login")) {
            assertThat(browser.get(asset).statusCode()).as(asset).isEqualTo(200);
        }
    }

    @Test
    void theOneTimePasswordLeadsToAnOwnOneAndNowhereElse() {
        Response first = browser.login("admin", Browser.ONE_TIME);
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.header("Location")).endsWith(PASSWORD);
        Response elsewhere = browser.get(HOME);
        assertThat(elsewhere.statusCode()).isEqualTo(303);
        assertThat(elsewhere.header("Location")).endsWith(PASSWORD);
        setOwnPassword();
        assertThat(browser.get(HOME).statusCode()).isEqualTo(200);
        assertThat(new Browser().login("admin", Browser.ONE_TIME).statusCode()).isEqualTo(401);
        Response second = new Browser().login("admin", Browser.OWN);
        assertThat(second.statusCode()).isEqualTo(303);
        assertThat(second.header("Location")).endsWith(HOME);
    }

    @Test
    void anOwnPasswordEndsEveryOtherSession() {
        Browser other = new Browser();
        other.login("admin", Browser.ONE_TIME);
        browser.login("admin", Browser.ONE_TIME);
        setOwnPassword();
        assertThat(other.get(HOME).header("Location")).contains("/login");
    }

    @Test
    void aWeakPasswordIsRefusedWithEveryReason() {
        browser.login("admin", Browser.ONE_TIME);
        Response refused =
                browser.post(
                        PASSWORD,
                        Map.of(
                                "password", "admin",
                                "repeated", "other",
                                "csrf", browser.csrf(PASSWORD)));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.asString())
                .contains("At least 12 characters; this one has 5.")
                .contains("Not a password that contains the user name.")
                .contains("the two differ");
        assertThat(browser.get(HOME).statusCode()).isEqualTo(303);
    }

    @Test
    void theSessionCookieIsOutOfReachOfScriptsAndOtherSites() throws SQLException {
        Response login = browser.login("admin", Browser.ONE_TIME);
        String cookie =
                login.headers().getValues("Set-Cookie").stream()
                        .filter(value -> value.startsWith("spidergate_session="))
                        .findFirst()
                        .orElseThrow();
        assertThat(cookie).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Strict");
        String secret = browser.cookies().get("spidergate_session");
        assertThat(secret).hasSizeGreaterThanOrEqualTo(43);
        assertThat(
                        count(
                                "SELECT count(*) FROM dashboard.session WHERE encode(secret_hash,"
                                        + " 'escape') LIKE '%"
                                        + secret
                                        + "%'"))
                .isZero();
    }

    @Test
    void fiveWrongPasswordsCloseTheDoorForAMinuteEvenToTheRightOne() {
        for (int i = 0; i < 5; i++) {
            assertThat(browser.login("admin", "wrong-" + i).statusCode()).isEqualTo(401);
        }
        Response closed = browser.login("admin", Browser.ONE_TIME);
        assertThat(closed.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(closed.header("Retry-After"))).isBetween(1, 61);
        assertThat(closed.asString()).contains("Too many failed tries. Please wait");
        assertThat(browser.cookies()).doesNotContainKey("spidergate_session");
    }

    @Test
    void anUnknownNameLooksLikeAWrongPassword() {
        String unknown = browser.login("nobody", Browser.ONE_TIME).asString();
        String wrong = browser.login("admin", "nothing like it").asString();
        assertThat(unknown).contains("do not fit together");
        assertThat(wrong).contains("do not fit together");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        Response noToken =
                new Browser()
                        .post(
                                "/login",
                                Map.of("name", "admin", "password", Browser.ONE_TIME, "csrf", "x"));
        assertThat(noToken.statusCode()).isEqualTo(403);
        browser.login("admin", Browser.ONE_TIME);
        Response forged =
                browser.post(
                        PASSWORD,
                        Map.of(
                                "password", Browser.OWN,
                                "repeated", Browser.OWN,
                                "csrf", "forged"));
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(browser.post("/dashboard/account/logout", Map.of()).statusCode()).isEqualTo(403);
    }

    @Test
    void whatABrowserSendsFromAnotherSiteIsRefused() {
        logIn();
        given().redirects()
                .follow(false)
                .cookies(browser.cookies())
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("csrf", browser.csrf(HOME))
                .post("/dashboard/account/logout")
                .then()
                .statusCode(403);
    }

    @Test
    void logoutEndsTheSessionAtTheServer() {
        logIn();
        Map<String, String> stolen = Map.copyOf(browser.cookies());
        assertThat(
                        browser.post(
                                        "/dashboard/account/logout",
                                        Map.of("csrf", browser.csrf(HOME)))
                                .statusCode())
                .isEqualTo(303);
        given().redirects().follow(false).cookies(stolen).get(HOME).then().statusCode(302);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expires_at = now() - interval '1 second'",
                "last_seen_at = now() - interval '3 hours'"
            })
    void aSessionThatIsTooOldOrSleptTooLongHasEnded(String age) throws SQLException {
        logIn();
        sql("UPDATE dashboard.session SET " + age);
        assertThat(browser.get(HOME).statusCode()).isEqualTo(302);
    }

    @Test
    void aLoginLeadsBackToThePageThatWasWantedAndNeverElsewhere() {
        logIn();
        for (Map.Entry<String, String> wanted :
                Map.of(
                                HOME + "/traces?range=7d",
                                HOME + "/traces?range=7d",
                                "https://evil.example/",
                                HOME,
                                "//evil.example/dashboard/gate",
                                HOME)
                        .entrySet()) {
            Browser fresh = new Browser();
            Response login =
                    fresh.post(
                            "/login",
                            Map.of(
                                    "name",
                                    "admin",
                                    "password",
                                    Browser.OWN,
                                    "csrf",
                                    fresh.csrf("/login"),
                                    "next",
                                    wanted.getKey()));
            URI location = URI.create(login.header("Location"));
            assertThat(login.header("Location")).endsWith(wanted.getValue());
            assertThat(location.getHost()).isIn("localhost", "127.0.0.1", null);
        }
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        logIn();
        for (String page : List.of("/login", HOME, "/nowhere")) {
            Response response = browser.get(page);
            assertThat(response.header("Content-Security-Policy"))
                    .as(page)
                    .contains("default-src 'self'")
                    .contains("frame-ancestors 'none'");
            assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(response.header("Referrer-Policy")).isEqualTo("no-referrer");
        }
        assertThat(browser.get(HOME).header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void theOverviewShowsTheDay() {
        logIn();
        assertThat(browser.get(HOME).asString())
                .contains("Requests today", ">40<", "10%", "$1.25", "840 ms", "2.40 s")
                .contains("<svg class=\"chart\"")
                .contains("writer", "$2.50", "of $10.00", "25% of the budget")
                .contains("1 ready", "1 more in the catalogue")
                .contains("spideriq/fast", "llama-3.3")
                .doesNotContain("simulator is the pool");
    }

    @Test
    void theOverviewSaysWhenTheSimulatorIsThePool() {
        PlayedPeers.answer(
                PlayedPeers.PROVIDERS, List.of(Samples.provider("simulator", true, true)));
        logIn();
        assertThat(browser.get(HOME).asString())
                .contains("The provider simulator is the pool", "simulated</span>");
    }

    @Test
    void anEmptyGateShowsTheFirstRequestToCopy() {
        PlayedPeers.answer(PlayedPeers.TRACES, new TracePage(List.of(), null));
        PlayedPeers.answer(PlayedPeers.STATS, Samples.stats(0, 0));
        logIn();
        assertThat(browser.get(HOME).asString())
                .contains("Make the first request")
                .contains("curl http://localhost:8080/v1/chat/completions")
                .doesNotContain("<svg class=\"chart\"");
    }

    @Test
    void theListPassesItsFiltersOnAndPages() {
        PlayedPeers.answer(
                PlayedPeers.TRACES,
                new TracePage(
                        List.of(Samples.row("req_1", "writer", "spideriq/fast")), "next+page"));
        logIn();
        String page =
                browser.get(
                                HOME
                                        + "/traces?agent=writer&status=error&range=7d&model=llama"
                                        + "&minLatency=1500&minCost=0.01")
                        .asString();
        assertThat(page)
                .contains("/dashboard/gate/traces/req_1")
                .contains("<strong>40</strong> traces", "10%", "$1.25", "2.40 s")
                .contains("minCost=0.01&amp;cursor=next%2Bpage");
        String query =
                PlayedPeers.asked().stream()
                        .filter(uri -> uri.getPath().equals(PlayedPeers.TRACES))
                        .findFirst()
                        .orElseThrow()
                        .getQuery();
        assertThat(query)
                .contains("agent=writer", "status=error", "model=llama")
                .contains("minLatencyMs=1500", "minCostNanoUsd=10000000");
    }

    @Test
    void aFilterThatMakesNoSenseIsNamedAndTheRestIsShown() {
        logIn();
        assertThat(browser.get(HOME + "/traces?minLatency=fast&minCost=1,5&status=x").asString())
                .contains("whole number of milliseconds")
                .contains("an amount of US dollars")
                .contains("Status must be success or error")
                .contains("/dashboard/gate/traces/req_1");
    }

    @Test
    void aTraceShowsSpansAttemptsPlanTokensAndMessages() {
        PlayedPeers.answer(
                PlayedPeers.TRACES + "/req_1",
                Samples.fallback("req_1", "writer", "spideriq/fast", "Hello, you."));
        logIn();
        assertThat(browser.get(HOME + "/traces/req_1").asString())
                .contains("200 completed", "1.24 s", "$0.0015")
                .contains("attempt 1", "attempt 2", "class=\"depth1 failed\"")
                .contains("429 · rate limited", "Rate limit reached", "asked to wait 12.00 s")
                .contains("dep_groq:default:llama", "failed</span>", "served</span>")
                .contains("dep_cerebras:default:llama", "cooling", "until 10:01")
                .contains("6 prompt", "4 from cache", "20 completion")
                .contains("Say hello", "Hello, you.")
                .contains("Raw event", "&quot;schema&quot; : 1");
    }

    @Test
    void whatCallersSayIsNeverMarkup() {
        String evil = "<script>alert(1)</script>";
        PlayedPeers.answer(
                PlayedPeers.TRACES, new TracePage(List.of(Samples.row("req_1", evil, evil)), null));
        PlayedPeers.answer(
                PlayedPeers.TRACES + "/req_1", Samples.fallback("req_1", evil, evil, evil));
        PlayedPeers.answer(PlayedPeers.AGENTS, List.of(Samples.agent(evil, 1, null)));
        logIn();
        for (String page :
                List.of(
                        HOME,
                        HOME + "/traces?agent=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                        HOME + "/traces/req_1")) {
            assertThat(browser.get(page).asString())
                    .as(page)
                    .contains("&lt;script&gt;alert(1)")
                    .doesNotContain("<script>alert(1)");
        }
    }

    @Test
    void aPeerThatIsAwayIsNamedAndTheRestIsShown() {
        logIn();
        PlayedPeers.reset();
        PlayedPeers.answer(
                PlayedPeers.AGENTS, List.of(Samples.agent("writer", 2_500_000_000L, null)));
        Response page = browser.get(HOME);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString())
                .contains("trace-collector is not answering", "router-service is not answering")
                .contains("vault-service is not answering")
                .contains("writer", "$2.50")
                .doesNotContain("Exception", "billing-service is not answering");
        assertThat(browser.get(HOME + "/traces").asString())
                .contains("trace-collector is not answering");
        assertThat(browser.get(HOME + "/traces/req_1").asString())
                .contains("trace-collector is not answering", "Nothing is lost");
    }

    @Test
    void aPeerThatBreaksIsNamedToo() {
        logIn();
        PlayedPeers.answer(PlayedPeers.PROVIDERS, 500, Map.of("boom", "java.lang.Secret"));
        assertThat(browser.get(HOME).asString())
                .contains("router-service is not answering (it answered 500)")
                .doesNotContain("java.lang.Secret");
    }

    @Test
    void pagesComeBackWhenThePeersDo() {
        logIn();
        PlayedPeers.reset();
        for (int i = 0; i < 8; i++) {
            browser.get(HOME);
        }
        PlayedPeers.answer(PlayedPeers.AGENTS, List.of(Samples.agent("back-again", 1, null)));
        await().atMost(Duration.ofSeconds(15))
                .until(() -> browser.get(HOME).asString().contains("back-again"));
    }

    @Test
    void aTraceThatIsUnknownIsAPageOfItsOwn() {
        PlayedPeers.answer(
                PlayedPeers.TRACES + "/req_gone",
                404,
                Problem.of("trace_not_found", "no trace of request 'req_gone'"));
        logIn();
        Response page = browser.get(HOME + "/traces/req_gone");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.asString()).contains("Nothing here", "spidergate.css");
    }

    @Test
    void anAddressThatDoesNotExistIsAPageInStyle() {
        Response page = browser.get("/nowhere/at/all");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.asString()).contains("Nothing here", "spidergate.css");
    }

    /// And waits until no peer is given up on because of what another test made it do.
    private void logIn() {
        browser.login("admin", Browser.ONE_TIME);
        setOwnPassword();
        await().atMost(Duration.ofSeconds(15))
                .until(() -> !browser.get(HOME).asString().contains("is not answering"));
        PlayedPeers.forgetAsked();
    }

    private void setOwnPassword() {
        Response set =
                browser.post(
                        PASSWORD,
                        Map.of(
                                "password", Browser.OWN,
                                "repeated", Browser.OWN,
                                "csrf", browser.csrf(PASSWORD)));
        assertThat(set.statusCode()).isEqualTo(303);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement update = connection.createStatement()) {
            update.execute(statement);
        }
    }

    private long count(String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement select = connection.createStatement();
                var rows = select.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

package io.spidergate.dashboard;

import static io.restassured.RestAssured.given;
import static io.spidergate.dashboard.RunningDashboard.HOME;
import static io.spidergate.dashboard.RunningDashboard.PASSWORD;
import static io.spidergate.dashboard.RunningDashboard.logIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spidergate.contracts.traces.TracePage;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Other sites, scripts and what callers say get no hold of a session.
@QuarkusTest
class BrowserSafetyTest {

    @Inject RunningDashboard dashboard;

    private final Browser browser = new Browser();

    @BeforeEach
    void startAnew() throws SQLException {
        dashboard.startAnew();
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
                        dashboard.count(
                                "SELECT count(*) FROM dashboard.session WHERE encode(secret_hash,"
                                        + " 'escape') LIKE '%"
                                        + secret
                                        + "%'"))
                .isZero();
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
        logIn(browser);
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
    void everyAnswerCarriesTheSecurityHeaders() {
        logIn(browser);
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
    void whatCallersSayIsNeverMarkup() {
        String evil = "<script>alert(1)</script>";
        PlayedPeers.answer(
                PlayedPeers.TRACES, new TracePage(List.of(Samples.row("req_1", evil, evil)), null));
        PlayedPeers.answer(
                PlayedPeers.TRACES + "/req_1", Samples.fallback("req_1", evil, evil, evil));
        PlayedPeers.answer(PlayedPeers.AGENTS, List.of(Samples.agent(evil, 1, null)));
        logIn(browser);
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
}

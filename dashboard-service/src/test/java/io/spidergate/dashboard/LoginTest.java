package io.spidergate.dashboard;

import static io.restassured.RestAssured.given;
import static io.spidergate.dashboard.RunningDashboard.HOME;
import static io.spidergate.dashboard.RunningDashboard.PASSWORD;
import static io.spidergate.dashboard.RunningDashboard.logIn;
import static io.spidergate.dashboard.RunningDashboard.setOwnPassword;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who gets in, by which password, and for how long.
@QuarkusTest
class LoginTest {

    @Inject RunningDashboard dashboard;

    private final Browser browser = new Browser();

    @BeforeEach
    void startAnew() throws SQLException {
        dashboard.startAnew();
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
        setOwnPassword(browser);
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
        setOwnPassword(browser);
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
    void logoutEndsTheSessionAtTheServer() {
        logIn(browser);
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
        logIn(browser);
        dashboard.sql("UPDATE dashboard.session SET " + age);
        assertThat(browser.get(HOME).statusCode()).isEqualTo(302);
    }

    @Test
    void aLoginLeadsBackToThePageThatWasWantedAndNeverElsewhere() {
        logIn(browser);
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
}

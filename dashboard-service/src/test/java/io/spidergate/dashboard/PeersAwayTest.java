package io.spidergate.dashboard;

import static io.spidergate.dashboard.RunningDashboard.HOME;
import static io.spidergate.dashboard.RunningDashboard.logIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A service that is away or broken is named, and the rest of the page is shown.
@QuarkusTest
class PeersAwayTest {

    @Inject RunningDashboard dashboard;

    private final Browser browser = new Browser();

    @BeforeEach
    void startAnew() throws SQLException {
        dashboard.startAnew();
    }

    @Test
    void aPeerThatIsAwayIsNamedAndTheRestIsShown() {
        logIn(browser);
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
        logIn(browser);
        PlayedPeers.answer(PlayedPeers.PROVIDERS, 500, Map.of("boom", "java.lang.Secret"));
        assertThat(browser.get(HOME).asString())
                .contains("router-service is not answering (it answered 500)")
                .doesNotContain("java.lang.Secret");
    }

    @Test
    void pagesComeBackWhenThePeersDo() {
        logIn(browser);
        PlayedPeers.reset();
        for (int i = 0; i < 8; i++) {
            browser.get(HOME);
        }
        PlayedPeers.answer(PlayedPeers.AGENTS, List.of(Samples.agent("back-again", 1, null)));
        await().atMost(Duration.ofSeconds(15))
                .until(() -> browser.get(HOME).asString().contains("back-again"));
    }
}

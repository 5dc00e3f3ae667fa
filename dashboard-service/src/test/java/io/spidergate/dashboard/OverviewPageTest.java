package io.spidergate.dashboard;

import static io.spidergate.dashboard.RunningDashboard.HOME;
import static io.spidergate.dashboard.RunningDashboard.logIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.contracts.traces.TracePage;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the first page tells of the day.
@QuarkusTest
class OverviewPageTest {

    @Inject RunningDashboard dashboard;

    private final Browser browser = new Browser();

    @BeforeEach
    void startAnew() throws SQLException {
        dashboard.startAnew();
    }

    @Test
    void theOverviewShowsTheDay() {
        logIn(browser);
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
        logIn(browser);
        assertThat(browser.get(HOME).asString())
                .contains("The provider simulator is the pool", "simulated</span>");
    }

    @Test
    void anEmptyGateShowsTheFirstRequestToCopy() {
        PlayedPeers.answer(PlayedPeers.TRACES, new TracePage(List.of(), null));
        PlayedPeers.answer(PlayedPeers.STATS, Samples.stats(0, 0));
        logIn(browser);
        assertThat(browser.get(HOME).asString())
                .contains("Make the first request")
                .contains("curl http://localhost:8080/v1/chat/completions")
                .doesNotContain("<svg class=\"chart\"");
    }
}

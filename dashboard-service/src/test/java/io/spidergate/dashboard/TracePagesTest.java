package io.spidergate.dashboard;

import static io.spidergate.dashboard.RunningDashboard.HOME;
import static io.spidergate.dashboard.RunningDashboard.logIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spidergate.contracts.Problem;
import io.spidergate.contracts.traces.TracePage;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The list of traces and one trace on its page.
@QuarkusTest
class TracePagesTest {

    @Inject RunningDashboard dashboard;

    private final Browser browser = new Browser();

    @BeforeEach
    void startAnew() throws SQLException {
        dashboard.startAnew();
    }

    @Test
    void theListPassesItsFiltersOnAndPages() {
        PlayedPeers.answer(
                PlayedPeers.TRACES,
                new TracePage(
                        List.of(Samples.row("req_1", "writer", "spideriq/fast")), "next+page"));
        logIn(browser);
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
        logIn(browser);
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
        logIn(browser);
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
    void aTraceThatIsUnknownIsAPageOfItsOwn() {
        PlayedPeers.answer(
                PlayedPeers.TRACES + "/req_gone",
                404,
                Problem.of("trace_not_found", "no trace of request 'req_gone'"));
        logIn(browser);
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
}

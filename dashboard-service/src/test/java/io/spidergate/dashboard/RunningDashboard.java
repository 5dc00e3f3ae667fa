package io.spidergate.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.spidergate.contracts.traces.TracePage;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// The service with its peers played, and what tests do with it at their beginning.
@Singleton
class RunningDashboard {

    static final String HOME = "/dashboard/gate";

    static final String PASSWORD = "/dashboard/account/password";

    private final DataSource dataSource;

    RunningDashboard(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// As after the first start, with peers that answer.
    void startAnew() throws SQLException {
        sql("UPDATE dashboard.account SET password_hash = NULL");
        sql("DELETE FROM dashboard.session");
        sql("DELETE FROM dashboard.failed_try");
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

    /// Logs in and waits until no peer is given up on because of what another test made it do.
    static void logIn(Browser browser) {
        browser.login("admin", Browser.ONE_TIME);
        setOwnPassword(browser);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> !browser.get(HOME).asString().contains("is not answering"));
        PlayedPeers.forgetAsked();
    }

    static void setOwnPassword(Browser browser) {
        Response set =
                browser.post(
                        PASSWORD,
                        Map.of(
                                "password", Browser.OWN,
                                "repeated", Browser.OWN,
                                "csrf", browser.csrf(PASSWORD)));
        assertThat(set.statusCode()).isEqualTo(303);
    }

    void sql(String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement update = connection.createStatement()) {
            update.execute(statement);
        }
    }

    long count(String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement select = connection.createStatement();
                var rows = select.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

package io.spidergate.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.fixtures.IdentityFixture;
import io.spidergate.fixtures.PostgresFixture;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the operator is told about the administrator's way in.
@QuarkusTest
@QuarkusTestResource(PostgresFixture.class)
@QuarkusTestResource(PlayedPeers.class)
@QuarkusTestResource(
        value = IdentityFixture.class,
        initArgs = @ResourceArg(name = "name", value = ServiceName.DASHBOARD))
class AdminLoginTest {

    private static final String PATH = "/internal/dashboard/v1/admin-login";

    @Inject DataSource dataSource;

    @BeforeEach
    void startAnew() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement update = connection.createStatement()) {
            update.execute("UPDATE dashboard.account SET password_hash = NULL");
            update.execute("DELETE FROM dashboard.session");
            update.execute("DELETE FROM dashboard.failed_try");
        }
    }

    @Test
    void theOneTimePasswordIsDueUntilAnOwnOneIsSetAndNotOnlyUsed() {
        Browser browser = new Browser();
        assertThat(asked()).isEqualTo(Map.of("ownPasswordSet", false));

        browser.login("admin", Browser.ONE_TIME);
        assertThat(asked()).isEqualTo(Map.of("ownPasswordSet", false));

        RunningDashboard.setOwnPassword(browser);
        assertThat(asked()).isEqualTo(Map.of("ownPasswordSet", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {ServiceName.GATEWAY, ServiceName.BILLING, ServiceName.DASHBOARD})
    void nobodyButTheOperatorIsTold(String service) {
        assertThat(ask(service).statusCode()).isEqualTo(403);
    }

    @Test
    void aPersonWhoHasLoggedInIsNotAService() {
        Browser browser = new Browser();
        browser.login("admin", Browser.ONE_TIME);

        assertThat(browser.get(PATH).statusCode()).isNotEqualTo(200);
        assertThat(given().get(PATH).statusCode()).isEqualTo(401);
    }

    private static Map<String, Object> asked() {
        Response answer = ask(ServiceName.OPERATOR);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.jsonPath().getMap("");
    }

    private static Response ask(String service) {
        return given().auth()
                .oauth2(IdentityFixture.tokenOf(service, ServiceName.DASHBOARD))
                .get(PATH);
    }
}

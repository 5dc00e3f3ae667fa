package io.spidergate.vault.probe;

import static io.spidergate.vault.VaultCalls.BASE;
import static io.spidergate.vault.VaultCalls.added;
import static io.spidergate.vault.VaultCalls.as;
import static io.spidergate.vault.VaultCalls.probe;
import static io.spidergate.vault.VaultCalls.remove;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Credentials are probed without being asked for, and what was shown is remembered.
@QuarkusTest
class ProbeScheduleTest {

    @Inject ProbeSchedule schedule;
    @Inject DataSource dataSource;

    @Test
    void whatWasNotProbedForLongIsProbedAndNothingElse() throws SQLException {
        String due = added("works--due", "sk-due-1234567890");
        String off = added("works--off", "sk-off-1234567890");
        String fresh = added("works--fresh", "sk-fresh-1234567890");
        made(due, "7 hours");
        made(off, "7 hours");
        as(ServiceName.OPERATOR).body(Map.of("enabled", false)).patch(BASE + "/credentials/" + off);

        schedule.tick();

        assertThat(probeOf(due)).containsEntry("verdict", "WORKS").containsKeys("at", "since");
        assertThat(probeOf(off)).isNull();
        assertThat(probeOf(fresh)).isNull();
        Instant first = Instant.parse((String) probeOf(due).get("at"));
        schedule.tick();
        assertThat(probeOf(due)).containsEntry("at", first.toString());
        remove(due);
        remove(off);
        remove(fresh);
    }

    @Test
    void itSaysSinceWhenItShowsTheSame() throws SQLException {
        String id = added("works--since", "sk-since-1234567890");
        probe(id);
        Map<String, Object> works = probeOf(id);
        probe(id);
        assertThat(probeOf(id)).containsEntry("since", works.get("since"));
        assertThat(probeOf(id).get("at")).isNotEqualTo(works.get("at"));

        verdict(id, "BAD_KEY");
        probe(id);

        assertThat(probeOf(id).get("since")).isEqualTo(probeOf(id).get("at"));
        remove(id);
    }

    private static Map<String, Object> probeOf(String id) {
        return as(ServiceName.OPERATOR)
                .get(BASE + "/credentials")
                .jsonPath()
                .getMap("find { it.id == '" + id + "' }.probe");
    }

    private void made(String id, String ago) throws SQLException {
        execute(
                "UPDATE vault.credential SET created_at = now() - ?::interval WHERE id = ?",
                ago,
                id);
    }

    /// What it showed before.
    private void verdict(String id, String verdict) throws SQLException {
        execute("UPDATE vault.credential SET probe_verdict = ? WHERE id = ?", verdict, id);
    }

    private void execute(String sql, String... arguments) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < arguments.length; at++) {
                statement.setString(at + 1, arguments[at]);
            }
            statement.executeUpdate();
        }
    }
}

package io.spidergate.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.vault.ReleaseAudit;
import io.spidergate.vault.VaultCalls;
import io.spidergate.vault.audit.AuditFact.Action;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PostgresAuditTrailTest {

    @Inject AuditTrail trail;
    @Inject DataSource dataSource;

    @Test
    void concurrentWritersLeaveNoGapAndAnIntactChain() throws Exception {
        long before = newest();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all =
                    IntStream.range(0, 40)
                            .<Future<?>>mapToObj(i -> writers.submit(() -> append("w" + i)))
                            .toList();
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(newest()).isEqualTo(before + 80);
        assertThat(trail.verify()).isEqualTo(new AuditVerdict.Intact(before + 80));
    }

    @Test
    void anAbandonedTransactionLeavesNoEntry() {
        append("kept");
        long before = newest();

        QuarkusTransaction.begin();
        trail.append(List.of(fact("abandoned")));
        QuarkusTransaction.rollback();

        assertThat(newest()).isEqualTo(before);
        assertThat(trail.verify()).isEqualTo(new AuditVerdict.Intact(before));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE vault.audit_entry SET actor = 'nobody'",
                "DELETE FROM vault.audit_entry",
                "TRUNCATE vault.audit_entry"
            })
    void entriesCannotBeChanged(String statement) {
        append("fixed");
        assertThatThrownBy(() -> execute(statement))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("append-only");
    }

    @Test
    void whoeverGetsPastTheTriggerIsFoundOut() throws SQLException {
        append("tampered");
        long sequence = newest();

        QuarkusTransaction.begin();
        execute("ALTER TABLE vault.audit_entry DISABLE TRIGGER audit_entry_is_append_only");
        execute("UPDATE vault.audit_entry SET actor = 'nobody' WHERE sequence = " + sequence);
        AuditVerdict verdict = trail.verify();
        QuarkusTransaction.rollback();

        assertThat(verdict)
                .isEqualTo(new AuditVerdict.Broken("entry %d was changed".formatted(sequence)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1"})
    void theLimitIsChecked(String limit) {
        VaultCalls.as(ServiceName.OPERATOR)
                .get(VaultCalls.BASE + "/audit?limit=" + limit)
                .then()
                .statusCode(400);
    }

    @Test
    void anUnreadableLimitIsRefused() {
        assertThat(
                        VaultCalls.as(ServiceName.OPERATOR)
                                .get(VaultCalls.BASE + "/audit?limit=many")
                                .statusCode())
                .isBetween(400, 404);
    }

    private void append(String detail) {
        QuarkusTransaction.requiringNew()
                .run(() -> trail.append(List.of(fact(detail), fact(detail + " again"))));
    }

    private static AuditFact fact(String detail) {
        return new AuditFact(Action.PROBED, null, "test", detail);
    }

    private long newest() {
        return trail.newest(1).stream().mapToLong(ReleaseAudit::sequence).findFirst().orElse(0);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

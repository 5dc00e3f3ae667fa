package io.spidergate.vault.audit;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.ReleaseAudit;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// The audit in PostgreSQL. An advisory lock lets one transaction at a time append, because the
/// next hash needs the last one.
@Singleton
final class PostgresAuditTrail implements AuditTrail {

    private static final long APPEND_LOCK = 0x5347_4155_4449_54L;
    private static final int FETCH_SIZE = 1_000;

    private static final String COLUMNS =
            "SELECT sequence, at, action, credential_id, actor, detail, hash FROM vault.audit_entry";

    private final DataSource dataSource;
    private final Clock clock;

    PostgresAuditTrail(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    @Override
    public void append(List<AuditFact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            lock(connection);
            insert(connection, chained(facts, last(connection)));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot append to the audit", e);
        }
    }

    private static void lock(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            lock.setLong(1, APPEND_LOCK);
            lock.execute();
        }
    }

    private record Last(long sequence, byte[] hash) {}

    private static Last last(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(COLUMNS + " ORDER BY sequence DESC LIMIT 1");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? new Last(row.getLong("sequence"), row.getBytes("hash"))
                    : new Last(0, AuditChain.root());
        }
    }

    private List<ChainedEntry> chained(List<AuditFact> facts, Last last) {
        // As precise as the column, so that what is read has the hash of what was written.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<ChainedEntry> entries = new ArrayList<>(facts.size());
        long sequence = last.sequence();
        byte[] hash = last.hash();
        for (AuditFact fact : facts) {
            ReleaseAudit line =
                    new ReleaseAudit(
                            ++sequence,
                            now,
                            fact.action().word(),
                            fact.credential(),
                            fact.actor(),
                            fact.detail());
            hash = AuditChain.hash(hash, line);
            entries.add(new ChainedEntry(line, hash));
        }
        return entries;
    }

    private static void insert(Connection connection, List<ChainedEntry> entries)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO vault.audit_entry
                               (sequence, at, action, credential_id, actor, detail, hash)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """)) {
            for (ChainedEntry entry : entries) {
                ReleaseAudit line = entry.line();
                CredentialId credential = line.credential();
                insert.setLong(1, line.sequence());
                insert.setObject(2, OffsetDateTime.ofInstant(line.at(), ZoneOffset.UTC));
                insert.setString(3, line.action());
                insert.setString(4, credential == null ? null : credential.value());
                insert.setString(5, line.actor());
                insert.setString(6, line.detail());
                insert.setBytes(7, entry.hash());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public List<ReleaseAudit> newest(int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(COLUMNS + " ORDER BY sequence DESC LIMIT ?")) {
            select.setInt(1, limit);
            try (ResultSet row = select.executeQuery()) {
                List<ReleaseAudit> lines = new ArrayList<>();
                while (row.next()) {
                    lines.add(entry(row).line());
                }
                return lines;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the audit", e);
        }
    }

    @Override
    public AuditVerdict verify() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                COLUMNS + " WHERE sequence > ? ORDER BY sequence LIMIT ?")) {
            AuditChain.Verification verification = new AuditChain.Verification();
            boolean more = true;
            while (more) {
                // Page by page: a cursor would hold one transaction open for the whole reading.
                select.setLong(1, verification.count());
                select.setInt(2, FETCH_SIZE);
                long before = verification.count();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        String broken = verification.next(entry(row));
                        if (broken != null) {
                            return new AuditVerdict.Broken(broken);
                        }
                    }
                }
                more = verification.count() > before;
            }
            return new AuditVerdict.Intact(verification.count());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the audit", e);
        }
    }

    private static ChainedEntry entry(ResultSet row) throws SQLException {
        String credential = row.getString("credential_id");
        return new ChainedEntry(
                new ReleaseAudit(
                        row.getLong("sequence"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("action"),
                        credential == null ? null : new CredentialId(credential),
                        row.getString("actor"),
                        row.getString("detail")),
                row.getBytes("hash"));
    }
}

package io.spidergate.vault.audit;

/// What reading the whole audit has shown.
public sealed interface AuditVerdict {

    record Intact(long entries) implements AuditVerdict {}

    /// @param why names the first entry that does not fit
    record Broken(String why) implements AuditVerdict {}
}

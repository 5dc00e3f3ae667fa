package io.spidergate.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.ReleaseAudit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AuditChainTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123456Z");
    private static final int LENGTH = 20;

    @Test
    void anUnchangedChainVerifies() {
        assertThat(firstBreak(chain())).isEmpty();
    }

    @Test
    void aMissingEntryIsNoticed() {
        qt().forAll(integers().between(0, LENGTH - 2))
                .check(at -> {
                    List<ChainedEntry> chain = chain();
                    chain.remove((int) at);
                    return firstBreak(chain).equals("entry %d is missing".formatted(at + 1));
                });
    }

    @Test
    void swappedEntriesAreNoticed() {
        qt().forAll(integers().between(0, LENGTH - 1), integers().between(0, LENGTH - 1))
                .assuming((a, b) -> !a.equals(b))
                .check((a, b) -> {
                    List<ChainedEntry> chain = chain();
                    Collections.swap(chain, a, b);
                    return !firstBreak(chain).isEmpty();
                });
    }

    @Test
    void aChangeOfAnyFieldIsNoticed() {
        List<UnaryOperator<ReleaseAudit>> changes =
                List.of(
                        l ->
                                line(
                                        l.sequence(),
                                        l.at().plusNanos(1_000),
                                        l.action(),
                                        l.credential(),
                                        l.actor(),
                                        l.detail()),
                        l ->
                                line(
                                        l.sequence(),
                                        l.at(),
                                        "refused",
                                        l.credential(),
                                        l.actor(),
                                        l.detail()),
                        l ->
                                line(
                                        l.sequence(),
                                        l.at(),
                                        l.action(),
                                        new CredentialId("cred_x"),
                                        l.actor(),
                                        l.detail()),
                        l -> line(l.sequence(), l.at(), l.action(), null, l.actor(), l.detail()),
                        l ->
                                line(
                                        l.sequence(),
                                        l.at(),
                                        l.action(),
                                        l.credential(),
                                        "other",
                                        l.detail()),
                        l ->
                                line(
                                        l.sequence(),
                                        l.at(),
                                        l.action(),
                                        l.credential(),
                                        l.actor(),
                                        null),
                        l ->
                                line(
                                        l.sequence(),
                                        l.at(),
                                        l.action(),
                                        l.credential(),
                                        l.actor() + l.detail(),
                                        ""));
        for (UnaryOperator<ReleaseAudit> change : changes) {
            List<ChainedEntry> chain = chain();
            ChainedEntry entry = chain.get(7);
            chain.set(7, new ChainedEntry(change.apply(entry.line()), entry.hash()));
            assertThat(firstBreak(chain)).isEqualTo("entry 8 was changed");
        }
    }

    private static List<ChainedEntry> chain() {
        List<ChainedEntry> chain = new ArrayList<>();
        byte[] hash = AuditChain.root();
        for (long sequence = 1; sequence <= LENGTH; sequence++) {
            ReleaseAudit line =
                    line(
                            sequence,
                            AT.plusSeconds(sequence),
                            "released",
                            new CredentialId("cred_" + sequence),
                            "gateway-service/gw-1",
                            "detail " + sequence);
            hash = AuditChain.hash(hash, line);
            chain.add(new ChainedEntry(line, hash));
        }
        return chain;
    }

    private static ReleaseAudit line(
            long sequence,
            Instant at,
            String action,
            CredentialId credential,
            String actor,
            String detail) {
        return new ReleaseAudit(sequence, at, action, credential, actor, detail);
    }

    private static String firstBreak(List<ChainedEntry> chain) {
        AuditChain.Verification verification = new AuditChain.Verification();
        for (ChainedEntry entry : chain) {
            String broken = verification.next(entry);
            if (broken != null) {
                return broken;
            }
        }
        return "";
    }
}

package io.spidergate.vault.audit;

import io.spidergate.contracts.vault.ReleaseAudit;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The hash chain: each entry's hash covers its fields and the hash of the entry before.
///
/// Laws: an unchanged chain verifies; after any change of a field, a removal other than of the
/// newest entries, an insertion or a swap, it does not.
final class AuditChain {

    private static final byte[] ROOT = new byte[32];

    private AuditChain() {}

    /// Hash before the first entry.
    static byte[] root() {
        return ROOT.clone();
    }

    static byte[] hash(byte[] previous, ReleaseAudit line) {
        MessageDigest digest = sha256();
        digest.update(previous);
        return digest.digest(canonical(line));
    }

    /// A verification on its way through the entries, oldest first.
    static final class Verification {

        private byte[] previous = root();
        private long count;

        /// @return why the chain breaks at this entry, or null when it holds
        @Nullable String next(ChainedEntry entry) {
            count++;
            if (entry.line().sequence() != count) {
                return "entry %d is missing".formatted(count);
            }
            if (!MessageDigest.isEqual(hash(previous, entry.line()), entry.hash())) {
                return "entry %d was changed".formatted(count);
            }
            previous = entry.hash();
            return null;
        }

        long count() {
            return count;
        }
    }

    /// Unambiguous: each text stands behind its length, an absent one has the length -1.
    private static byte[] canonical(ReleaseAudit line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(line.sequence());
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, line.at()));
            write(out, line.action());
            write(out, line.credential() == null ? null : line.credential().value());
            write(out, line.actor());
            write(out, line.detail());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(encoded.length);
        out.write(encoded);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

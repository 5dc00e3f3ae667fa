package io.spidergate.vault.envelope;

import com.google.crypto.tink.prf.PrfSet;
import io.spidergate.contracts.id.WorkspaceId;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/// Recognises a secret that the vault holds already, without opening any.
///
/// Keyed (HMAC-SHA-256), because a plain hash of a short or structured secret can be guessed. The
/// same secret has unrelated fingerprints in two workspaces or providers.
public final class Fingerprints {

    private static final int BYTES = 32;

    private final PrfSet prf;

    Fingerprints(PrfSet prf) {
        this.prf = prf;
    }

    public byte[] of(Secret secret, WorkspaceId workspace, String provider) {
        byte[] scope = Fields.encode("spidergate-fingerprint-v1", workspace.value(), provider);
        return secret.lend(clear -> compute(scope, clear));
    }

    /// Signs with the same key; no text that is signed has the form of one that is fingerprinted.
    public Signatures signatures() {
        return new Signatures(prf);
    }

    private byte[] compute(byte[] scope, byte[] clear) {
        byte[] input = Arrays.copyOf(scope, scope.length + clear.length);
        System.arraycopy(clear, 0, input, scope.length, clear.length);
        try {
            return prf.computePrimary(input, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot compute a fingerprint", e);
        } finally {
            Arrays.fill(input, (byte) 0);
        }
    }
}

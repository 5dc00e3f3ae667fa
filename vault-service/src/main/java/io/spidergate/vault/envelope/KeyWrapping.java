package io.spidergate.vault.envelope;

import java.io.IOException;

/// A key that never leaves its home, and wraps others there.
///
/// Laws: `unwrap(wrap(k))` is k; what another key has wrapped, or was changed since, is refused.
public interface KeyWrapping {

    /// @throws IOException in a sentence for people, which quotes neither key nor answer
    byte[] wrap(byte[] key) throws IOException;

    byte[] unwrap(byte[] wrapped) throws IOException;
}

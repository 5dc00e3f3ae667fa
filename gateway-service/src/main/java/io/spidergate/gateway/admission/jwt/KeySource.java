package io.spidergate.gateway.admission.jwt;

import java.io.IOException;

/// Where an issuer shows its keys.
interface KeySource {

    /// The JSON Web Key Set as it is now. May block for some seconds, and does not for ever.
    ///
    /// @throws IOException when it cannot be had; the message is for the operator
    String read() throws IOException, InterruptedException;

    /// For people: an address or a file.
    @Override
    String toString();
}

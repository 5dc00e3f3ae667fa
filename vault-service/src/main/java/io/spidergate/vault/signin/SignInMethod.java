package io.spidergate.vault.signin;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// How one provider signs people in.
interface SignInMethod {

    String provider();

    /// Whether it hands over a key, which belongs to nobody in particular any more; a plan's token
    /// stays somebody's.
    boolean bringsKey();

    /// As whom the vault asks.
    Optional<String> clientId();

    /// Why the provider would not send a browser back there; empty where it would.
    Optional<String> wrongRedirect(URI redirect);

    /// The page that is opened in a browser.
    ///
    /// @param baseUrl of the provider's API
    URI page(Attempt attempt, URI baseUrl);

    /// @param answer the parameters with which the browser came back
    Brought exchange(Attempt attempt, URI baseUrl, Map<String, String> answer)
            throws InterruptedException;
}

package io.spidergate.dashboard.login;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/// A cookie that claims to be a session.
final class SessionRequest extends BaseAuthenticationRequest {

    private final String secret;

    SessionRequest(String secret) {
        this.secret = secret;
    }

    String secret() {
        return secret;
    }
}

package io.spidergate.vault.signin;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Sign in with ChatGPT, the way that OpenAI documents for other software: authorization code with
/// PKCE, first as a client that nobody has registered, then as the one that the provider names.
@Singleton
final class ChatGptSignIn implements SignInMethod {

    static final String PROVIDER = "chatgpt";

    private static final String FIRST_CLIENT = "dynamic_agent_client";
    private static final Scope SCOPE =
            Scope.parse(
                    "openid profile email offline_access resource.invoke chatgpt.tokens.use.direct");
    static final String NEEDED_SCOPE = "chatgpt.tokens.use.direct";
    static final URI RESOURCE = URI.create("https://api.openai.com/v1");

    private static final Pattern REDIRECT =
            Pattern.compile("http://127\\.0\\.0\\.1:[0-9]{1,5}/auth/callback");
    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9_.-]{1,200}");
    private static final Pattern ERROR = Pattern.compile("[a-z0-9_]{1,80}");

    private final Attempts attempts;
    private final PostgresSignInClients clients;
    private final TokenEndpoint endpoint;
    private final URI authorize;

    ChatGptSignIn(
            Attempts attempts,
            PostgresSignInClients clients,
            TokenEndpoint endpoint,
            SignInConfig config) {
        this.attempts = attempts;
        this.clients = clients;
        this.endpoint = endpoint;
        this.authorize =
                URI.create(config.chatgptUrl().toString().replaceFirst("/+$", "") + "/authorize");
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public boolean bringsKey() {
        return false;
    }

    @Override
    public Optional<String> clientId() {
        return Optional.of(clients.of(PROVIDER).orElse(FIRST_CLIENT));
    }

    @Override
    public Optional<String> wrongRedirect(URI redirect) {
        return REDIRECT.matcher(redirect.toString()).matches()
                ? Optional.empty()
                : Optional.of("redirect must be http://127.0.0.1:PORT/auth/callback");
    }

    @Override
    public URI page(Attempt attempt, URI baseUrl) {
        return new AuthorizationRequest.Builder(
                        ResponseType.CODE, new ClientID(String.valueOf(attempt.clientId())))
                .endpointURI(authorize)
                .redirectionURI(attempt.redirect())
                .scope(SCOPE)
                .resource(RESOURCE)
                .state(new State(attempts.state(attempt)))
                .codeChallenge(
                        new CodeVerifier(attempts.verifier(attempt)), CodeChallengeMethod.S256)
                .customParameter("nonce", attempts.nonce(attempt))
                .customParameter("agent_name_hint", "SpiderGate")
                .customParameter("ext_agent_host_id", "urn:uuid:" + installation())
                .build()
                .toURI();
    }

    private UUID installation() {
        return UUID.nameUUIDFromBytes(attempts.installation().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Brought exchange(Attempt attempt, URI baseUrl, Map<String, String> answer) {
        String error = answer.get("error");
        if (error != null) {
            return new Brought.Refused(
                    "ChatGPT says '%s'; begin again"
                            .formatted(ERROR.matcher(error).matches() ? error : "no"));
        }
        String code = answer.get("code");
        if (code == null || code.isEmpty()) {
            return new Brought.Refused(
                    "the address has no code; copy the whole address that the browser shows in the end");
        }
        if (!attempts.state(attempt).equals(answer.get("state"))) {
            return new Brought.Refused("the answer belongs to another sign-in; begin again");
        }
        String client = answer.getOrDefault("client_id", String.valueOf(attempt.clientId()));
        if (!CLIENT.matcher(client).matches()) {
            return new Brought.Refused("the answer names no client as ChatGPT does; begin again");
        }
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(
                        new AuthorizationCode(code),
                        attempt.redirect(),
                        new CodeVerifier(attempts.verifier(attempt)));
        Brought brought = endpoint.tokens(grant, client, attempts.nonce(attempt));
        if (brought instanceof Brought.Tokens) {
            clients.remember(PROVIDER, client);
        }
        return brought;
    }
}

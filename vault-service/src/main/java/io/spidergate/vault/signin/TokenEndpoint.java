package io.spidergate.vault.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.spidergate.vault.credential.Grant;
import io.spidergate.vault.credential.Renewal;
import io.spidergate.vault.credential.TokenTimes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The endpoint at which codes and refresh tokens are changed for access tokens.
@Singleton
final class TokenEndpoint {

    private static final int TIMEOUT_MS = 12_000;

    /// As the provider documents it, where the answer does not say.
    private static final long DEFAULT_LIFE_SECONDS = 3_600;

    private final URI address;
    private final Clock clock;

    TokenEndpoint(SignInConfig config, Clock clock) {
        this.address =
                URI.create(config.chatgptUrl().toString().replaceFirst("/+$", "") + "/oauth/token");
        this.clock = clock;
    }

    Brought tokens(AuthorizationGrant grant, String client, String nonce) {
        try {
            TokenResponse answer = ask(grant, client);
            if (!answer.indicatesSuccess()) {
                return new Brought.Refused(
                        "the provider gives no token (%s); begin again".formatted(code(answer)));
            }
            return brought((OIDCTokenResponse) answer.toSuccessResponse(), client, nonce);
        } catch (IOException e) {
            return new Brought.Unreachable("%s cannot be reached".formatted(address.getHost()));
        } catch (ParseException | java.text.ParseException e) {
            return new Brought.Refused("the provider's answer is not that of a token endpoint");
        }
    }

    private Brought brought(OIDCTokenResponse answer, String client, String nonce)
            throws java.text.ParseException {
        OIDCTokens tokens = answer.getOIDCTokens();
        AccessToken access = tokens.getAccessToken();
        RefreshToken refresh = tokens.getRefreshToken();
        if (refresh == null || tokens.getIDToken() == null) {
            return new Brought.Refused("the provider gives no token that can be renewed");
        }
        if (access.getScope() != null && !access.getScope().contains(ChatGptSignIn.NEEDED_SCOPE)) {
            return new Brought.Refused(
                    "use of the plan was not granted (%s)".formatted(ChatGptSignIn.NEEDED_SCOPE));
        }
        JWTClaimsSet who = tokens.getIDToken().getJWTClaimsSet();
        Optional<String> wrong = IdTokenRules.wrong(who, client, nonce, clock.instant());
        if (wrong.isPresent()) {
            return new Brought.Refused(wrong.get());
        }
        String email = who.getStringClaim("email");
        return new Brought.Tokens(
                new Grant(access.getValue(), refresh.getValue(), client),
                times(answer.getCustomParameters(), access),
                who.getSubject(),
                email == null ? "ChatGPT" : email);
    }

    Renewal renew(Grant grant) {
        try {
            TokenResponse answer =
                    ask(
                            new RefreshTokenGrant(new RefreshToken(grant.refreshToken())),
                            grant.clientId());
            if (!answer.indicatesSuccess()) {
                return RenewalRules.of(
                        answer.toErrorResponse().toHTTPResponse().getStatusCode(), code(answer));
            }
            OIDCTokenResponse success = (OIDCTokenResponse) answer.toSuccessResponse();
            AccessToken access = success.getOIDCTokens().getAccessToken();
            RefreshToken next = success.getOIDCTokens().getRefreshToken();
            return new Renewal.Renewed(
                    new Grant(
                            access.getValue(),
                            next == null ? grant.refreshToken() : next.getValue(),
                            grant.clientId()),
                    times(success.getCustomParameters(), access));
        } catch (IOException e) {
            return new Renewal.Failed("%s cannot be reached".formatted(address.getHost()));
        } catch (ParseException e) {
            return new Renewal.Failed("the answer is not that of a token endpoint");
        }
    }

    private TokenResponse ask(AuthorizationGrant grant, String client)
            throws IOException, ParseException {
        HTTPRequest request =
                new TokenRequest.Builder(address, new ClientID(client), grant)
                        .resources(ChatGptSignIn.RESOURCE)
                        .build()
                        .toHTTPRequest();
        request.setConnectTimeout(TIMEOUT_MS);
        request.setReadTimeout(TIMEOUT_MS);
        request.setFollowRedirects(false);
        return OIDCTokenResponseParser.parse(request.send());
    }

    private TokenTimes times(Map<String, Object> answer, AccessToken access) {
        long life = access.getLifetime() > 0 ? access.getLifetime() : DEFAULT_LIFE_SECONDS;
        return TokenTimes.of(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Duration.ofSeconds(life),
                instant(answer.get("earliest_refresh_at")));
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        try {
            return switch (value) {
                case null -> null;
                case Number seconds -> Instant.ofEpochSecond(seconds.longValue());
                default -> Instant.parse(value.toString());
            };
        } catch (DateTimeException e) {
            // A hint that is not understood is none; the token's end still counts.
            return null;
        }
    }

    private static String code(TokenResponse answer) {
        ErrorObject error = answer.toErrorResponse().getErrorObject();
        String code = error == null ? null : error.getCode();
        return code != null && code.matches("[a-z0-9_]{1,80}") ? code : "no code";
    }
}

package io.spidergate.simulator.account;

import io.spidergate.simulator.account.Grants.Consent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/// Plays `auth.openai.com/api/accounts` as Sign in with ChatGPT has it, under `/_accounts/`;
/// whoever opens the page agrees at once. Source: facts on subscriptions, section 1.
///
/// `POST /_accounts/control` with `{"subject", "life", "down", "endAll"}` says who signs in next,
/// how many seconds tokens live, whether the token endpoint answers 503, and signs everybody out.
public final class PlanAccounts {

    public static final String PREFIX = "/_accounts/";

    /// What access tokens begin with.
    public static final String TOKEN_PREFIX = "sim-plan-";

    private static final String FIRST_CLIENT = "dynamic_agent_client";
    private static final String ISSUED_CLIENT = "oaiapp_simulated";
    private static final String SCOPE = "chatgpt.tokens.use.direct";

    private final Grants grants = new Grants();
    private final Clock clock;
    private String subject = "user-ann";
    private int lifeSeconds = 3_600;
    private boolean down;
    private int issued;

    public PlanAccounts(Clock clock) {
        this.clock = clock;
    }

    public void handle(HttpServerRequest request, Buffer body) {
        String act = request.method() + " " + request.path().substring(PREFIX.length());
        switch (act) {
            case "GET authorize" -> authorize(request);
            case "POST oauth/token" -> token(form(body), request.response());
            case "POST control" -> control(body.toJsonObject(), request.response());
            default -> request.response().setStatusCode(404).end();
        }
    }

    private void control(JsonObject order, HttpServerResponse response) {
        subject = order.getString("subject", subject);
        lifeSeconds = order.getInteger("life", lifeSeconds);
        down = order.getBoolean("down", down);
        if (order.getBoolean("endAll", false)) {
            grants.endAll();
        }
        response.setStatusCode(204).end();
    }

    private void authorize(HttpServerRequest request) {
        String client = request.getParam("client_id", "");
        String redirect = request.getParam("redirect_uri", "");
        boolean sound =
                (client.equals(FIRST_CLIENT) || client.equals(ISSUED_CLIENT))
                        && "code".equals(request.getParam("response_type"))
                        && "S256".equals(request.getParam("code_challenge_method"))
                        && "https://api.openai.com/v1".equals(request.getParam("resource"))
                        && redirect.matches("http://127\\.0\\.0\\.1:[0-9]+/auth/callback")
                        && request.getParam("scope", "").contains(SCOPE)
                        && !request.getParam("state", "").isEmpty()
                        && !request.getParam("nonce", "").isEmpty()
                        && request.getParam("ext_agent_host_id", "").startsWith("urn:uuid:");
        if (!sound) {
            request.response().setStatusCode(400).end("no such sign-in");
            return;
        }
        String code =
                grants.code(
                        new Consent(
                                ISSUED_CLIENT,
                                redirect,
                                request.getParam("code_challenge", ""),
                                request.getParam("nonce"),
                                subject));
        URI back =
                URI.create(
                        "%s?code=%s&state=%s&client_id=%s"
                                .formatted(
                                        redirect,
                                        code,
                                        URLEncoder.encode(
                                                request.getParam("state"), StandardCharsets.UTF_8),
                                        ISSUED_CLIENT));
        request.response().setStatusCode(302).putHeader("location", back.toString()).end();
    }

    private void token(Map<String, String> form, HttpServerResponse response) {
        if (down) {
            response.setStatusCode(503).end("down for maintenance");
            return;
        }
        switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> redeem(form, response);
            case "refresh_token" -> turn(form, response);
            default -> refuse(response, "unsupported_grant_type");
        }
    }

    private void redeem(Map<String, String> form, HttpServerResponse response) {
        grants.redeem(form.getOrDefault("code", ""))
                .filter(consent -> consent.client().equals(form.get("client_id")))
                .filter(consent -> consent.redirect().equals(form.get("redirect_uri")))
                .filter(consent ->
                        consent.challenge()
                                .equals(challenge(form.getOrDefault("code_verifier", ""))))
                .ifPresentOrElse(
                        consent ->
                                answer(
                                        response,
                                        tokens(grants.begin(consent.client()))
                                                .put("id_token", idToken(consent))),
                        () -> refuse(response, "invalid_grant"));
    }

    private void turn(Map<String, String> form, HttpServerResponse response) {
        switch (grants.turn(
                form.getOrDefault("refresh_token", ""), form.getOrDefault("client_id", ""))) {
            case Grants.Turn.Next(String refresh) -> answer(response, tokens(refresh));
            case Grants.Turn.Over(String error) -> refuse(response, error);
        }
    }

    private JsonObject tokens(String refresh) {
        return new JsonObject()
                .put("access_token", TOKEN_PREFIX + "token-number-" + ++issued)
                .put("token_type", "Bearer")
                .put("expires_in", lifeSeconds)
                .put("refresh_token", refresh)
                .put("scope", "openid profile email offline_access resource.invoke " + SCOPE);
    }

    /// Signed by nobody: who gets it from the endpoint itself need not look.
    private String idToken(Consent consent) {
        JsonObject claims =
                new JsonObject()
                        .put("iss", "https://auth.openai.com")
                        .put("sub", consent.subject())
                        .put("aud", consent.client())
                        .put("nonce", consent.nonce())
                        .put("email", consent.subject() + "@example.org")
                        .put("exp", clock.instant().getEpochSecond() + 3_600);
        return "%s.%s.%s"
                .formatted(
                        base64("{\"alg\":\"RS256\",\"kid\":\"sim\"}"),
                        base64(claims.encode()),
                        base64("unsigned"));
    }

    private static void answer(HttpServerResponse response, JsonObject body) {
        response.putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(body.encode());
    }

    private static void refuse(HttpServerResponse response, String error) {
        response.setStatusCode(400);
        answer(response, new JsonObject().put("error", error));
    }

    private static Map<String, String> form(Buffer body) {
        return Arrays.stream(body.toString().split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            return base64(
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package io.spidergate.vault.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Plays AWS KMS, Google Cloud KMS and the transit engine of HashiCorp Vault by their protocols:
/// one key each, a caller that is known, and their words when something is wrong.
final class KeyHomes implements AutoCloseable {

    static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/k1";
    static final String GOOGLE = "projects/p/locations/l/keyRings/r/cryptoKeys/k";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NONCE = 12;

    private final SecureRandom random = new SecureRandom();
    private final byte[] key = new byte[32];
    private final HttpServer server;
    private volatile boolean denies;

    KeyHomes() throws IOException {
        random.nextBytes(key);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/projects/", this::google);
        server.createContext("/v1/transit/", this::transit);
        server.createContext("/", this::aws);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The caller may do nothing any more.
    void deny() {
        denies = true;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void aws(HttpExchange call) throws IOException {
        JsonNode body = JSON.readTree(call.getRequestBody());
        String target = call.getRequestHeaders().getFirst("X-Amz-Target");
        String signature = call.getRequestHeaders().getFirst("Authorization");
        boolean known = signature != null && signature.startsWith("AWS4-HMAC-SHA256 ");
        if (!known || denies) {
            answer(call, 400, "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}");
        } else if (!body.path("KeyId").asText().equals(ARN)) {
            answer(call, 400, "{\"__type\":\"NotFoundException\",\"message\":\"no\"}");
        } else if (target.equals("TrentService.Encrypt")) {
            answer(
                    call,
                    200,
                    "{\"KeyId\":\"%s\",\"CiphertextBlob\":\"%s\"}"
                            .formatted(ARN, base64(sealed(bytes(body.path("Plaintext"))))));
        } else {
            byte[] clear = opened(bytes(body.path("CiphertextBlob")));
            answer(
                    call,
                    clear == null ? 400 : 200,
                    clear == null
                            ? "{\"__type\":\"InvalidCiphertextException\"}"
                            : "{\"KeyId\":\"%s\",\"Plaintext\":\"%s\"}"
                                    .formatted(ARN, base64(clear)));
        }
    }

    private void google(HttpExchange call) throws IOException {
        JsonNode body = JSON.readTree(call.getRequestBody());
        String path = call.getRequestURI().getPath();
        if (!"Bearer ya29.known".equals(call.getRequestHeaders().getFirst("Authorization"))
                || denies) {
            answer(call, 403, "{\"error\":{\"code\":403,\"status\":\"PERMISSION_DENIED\"}}");
        } else if (path.equals("/v1/" + GOOGLE + ":encrypt")) {
            byte[] sealed = sealed(bytes(body.path("plaintext")));
            answer(call, 200, "{\"ciphertext\":\"%s\"}".formatted(base64(sealed)));
        } else if (path.equals("/v1/" + GOOGLE + ":decrypt")) {
            byte[] clear = opened(bytes(body.path("ciphertext")));
            answer(
                    call,
                    clear == null ? 400 : 200,
                    clear == null
                            ? "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\"}}"
                            : "{\"plaintext\":\"%s\"}".formatted(base64(clear)));
        } else {
            answer(call, 404, "{\"error\":{\"code\":404,\"status\":\"NOT_FOUND\"}}");
        }
    }

    private void transit(HttpExchange call) throws IOException {
        JsonNode body = JSON.readTree(call.getRequestBody());
        String path = call.getRequestURI().getPath();
        if (!"hvs.known".equals(call.getRequestHeaders().getFirst("X-Vault-Token")) || denies) {
            answer(call, 403, "{\"errors\":[\"permission denied\"]}");
        } else if (path.equals("/v1/transit/encrypt/k")) {
            String sealed = "vault:v1:" + base64(sealed(bytes(body.path("plaintext"))));
            answer(call, 200, "{\"data\":{\"ciphertext\":\"%s\"}}".formatted(sealed));
        } else if (path.equals("/v1/transit/decrypt/k")) {
            String text = body.path("ciphertext").asText();
            byte[] clear = text.startsWith("vault:v1:") ? opened(decoded(text.substring(9))) : null;
            answer(
                    call,
                    clear == null ? 400 : 200,
                    clear == null
                            ? "{\"errors\":[\"cipher: message authentication failed\"]}"
                            : "{\"data\":{\"plaintext\":\"%s\"}}".formatted(base64(clear)));
        } else {
            answer(call, 404, "{\"errors\":[]}");
        }
    }

    private byte[] sealed(byte[] clear) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, clear);
        byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
        return whole;
    }

    private byte[] opened(byte[] whole) {
        return whole.length < NONCE
                ? null
                : cipher(
                        Cipher.DECRYPT_MODE,
                        Arrays.copyOf(whole, NONCE),
                        Arrays.copyOfRange(whole, NONCE, whole.length));
    }

    private byte[] cipher(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private static byte[] bytes(JsonNode text) {
        return decoded(text.asText());
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void answer(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (call) {
            call.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            call.sendResponseHeaders(status, bytes.length);
            call.getResponseBody().write(bytes);
        }
    }
}

package io.spidergate.gateway.error;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/// The form in which a protocol's clients read errors. Our code stands in each, since it is what
/// callers branch on.
public enum ErrorForm {
    /// See [ErrorEnvelope].
    OPENAI {
        @Override
        public byte[] json(GatewayError error, String requestId) {
            return ErrorEnvelope.json(error);
        }
    },
    /// `{"type":"error","error":{"type","message"},"request_id"}`; the types are those of
    /// Anthropic's page of errors.
    ANTHROPIC {
        @Override
        public byte[] json(GatewayError error, String requestId) {
            ObjectNode root = JSON.createObjectNode().put("type", "error");
            root.putObject("error")
                    .put("type", anthropicType(error.code()))
                    .put("message", error.message())
                    .put("code", error.code().wireName())
                    .put("param", error.param());
            root.put("request_id", requestId);
            return written(root, error);
        }
    },
    /// `{"error":{"code","message","status","details"}}`; `status` is the canonical code of
    /// google.rpc.Code for the HTTP status.
    GOOGLE {
        @Override
        public byte[] json(GatewayError error, String requestId) {
            ObjectNode root = JSON.createObjectNode();
            ObjectNode told =
                    root.putObject("error")
                            .put("code", error.code().status())
                            .put("message", error.message())
                            .put("status", googleStatus(error.code().status()));
            told.putArray("details")
                    .addObject()
                    .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                    .put("reason", error.code().wireName().toUpperCase(Locale.ROOT))
                    .put("domain", "spidergate");
            return written(root, error);
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    public abstract byte[] json(GatewayError error, String requestId);

    private static byte[] written(ObjectNode root, GatewayError error) {
        if (!error.detail().isEmpty()) {
            root.set("spidergate_error", JSON.valueToTree(error.detail()));
        }
        try {
            return JSON.writeValueAsBytes(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String anthropicType(ErrorCode code) {
        return switch (code.type()) {
            case INVALID_REQUEST_ERROR ->
                    switch (code.status()) {
                        case 404 -> "not_found_error";
                        case 413 -> "request_too_large";
                        default -> "invalid_request_error";
                    };
            case AUTHENTICATION_ERROR -> "authentication_error";
            case PERMISSION_ERROR -> "permission_error";
            case RATE_LIMIT_ERROR -> "rate_limit_error";
            case BUDGET_ERROR -> "billing_error";
            case UPSTREAM_ERROR -> code.status() == 504 ? "timeout_error" : "overloaded_error";
            case SERVER_ERROR -> "api_error";
        };
    }

    private static String googleStatus(int status) {
        return switch (status) {
            case 400, 413, 415, 422 -> "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 402, 429 -> "RESOURCE_EXHAUSTED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 405 -> "UNIMPLEMENTED";
            case 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> "INTERNAL";
        };
    }
}

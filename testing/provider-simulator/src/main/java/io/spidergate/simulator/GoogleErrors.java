package io.spidergate.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.QuotaRule.Unit;
import io.spidergate.simulator.wire.Bodies;
import java.time.Duration;
import java.util.Locale;

/// Google's error envelope, its details and words. There are no rate headers: all is in the body.
final class GoogleErrors {

    private static final String DETAIL = "type.googleapis.com/google.rpc.";

    private GoogleErrors() {}

    /// A bad key is a bad argument; without a key, the caller is nobody.
    static Refusal badKey(boolean missing) {
        return missing
                ? Refusal.of(
                        403,
                        body(
                                403,
                                "Method doesn't allow unregistered callers (callers without established"
                                        + " identity). Please use API Key or other form of API consumer"
                                        + " identity to call this API."))
                : Refusal.of(400, keyNotValid());
    }

    private static ObjectNode keyNotValid() {
        ObjectNode body = body(400, "API key not valid. Please pass a valid API key.");
        details(body)
                .addObject()
                .put("@type", DETAIL + "ErrorInfo")
                .put("reason", "API_KEY_INVALID")
                .put("domain", "googleapis.com");
        return body;
    }

    static ObjectNode unknownModel(String model) {
        return body(
                404,
                "models/%s is not found for API version v1beta, or is not supported for generateContent."
                        .formatted(model));
    }

    /// What the parser of the request found is told field by field as well; what the model's rules
    /// found is told in words only.
    static ObjectNode invalid(Fault.InvalidRequest invalid) {
        ObjectNode body = body(invalid.status(), invalid.message());
        if (invalid.code().equals("field_violation")) {
            ObjectNode violation =
                    details(body)
                            .addObject()
                            .put("@type", DETAIL + "BadRequest")
                            .putArray("fieldViolations")
                            .addObject();
            if (!invalid.field().isEmpty()) {
                violation.put("field", invalid.field());
            }
            violation.put("description", invalid.message());
        }
        return body;
    }

    static ObjectNode overQuota(WindowState window) {
        ObjectNode body =
                body(
                        429,
                        "You exceeded your current quota, please check your plan and billing details.");
        details(body)
                .addObject()
                .put("@type", DETAIL + "QuotaFailure")
                .putArray("violations")
                .add(violation(window.rule()));
        double seconds = window.untilReset().plus(Duration.ofMillis(50)).toMillis() / 1000.0;
        return retryAfter(body, String.format(Locale.ROOT, "%.1fs", seconds));
    }

    private static ObjectNode violation(QuotaRule rule) {
        boolean requests = rule.unit() == Unit.REQUESTS;
        String what = requests ? "Requests" : "InputTokens";
        String per = rule.windowName().equals("day") ? "PerDay" : "PerMinute";
        return Bodies.object()
                .put(
                        "quotaMetric",
                        "generativelanguage.googleapis.com/generate_content_free_tier_"
                                + (requests ? "requests" : "input_token_count"))
                .put("quotaId", "Generate" + what + per + "PerProjectPerModel-FreeTier")
                .put("quotaValue", Long.toString(rule.limit()));
    }

    /// @param delay such as `33.5s`
    static ObjectNode retryAfter(ObjectNode body, String delay) {
        details(body).addObject().put("@type", DETAIL + "RetryInfo").put("retryDelay", delay);
        return body;
    }

    static ObjectNode body(int status, String message) {
        ObjectNode body = Bodies.object();
        body.putObject("error")
                .put("code", status)
                .put("message", message)
                .put("status", name(status));
        return body;
    }

    private static ArrayNode details(ObjectNode body) {
        return body.withObject("/error").withArray("details");
    }

    private static String name(int status) {
        return switch (status) {
            case 400 -> "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 499 -> "CANCELLED";
            case 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> "INTERNAL";
        };
    }
}

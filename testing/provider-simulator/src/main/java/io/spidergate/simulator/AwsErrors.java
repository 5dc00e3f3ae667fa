package io.spidergate.simulator;

import io.spidergate.simulator.wire.Bodies;
import java.util.Map;

/// Errors of AWS Bedrock: the type stands in a header, with an address behind, and the body has
/// words only. Sources: facts on providers, section 2.10; the API reference of `Converse`.
final class AwsErrors {

    private static final String ADDRESS =
            ":http://internal.amazon.com/coral/com.amazon.bedrock.runtime/";

    private AwsErrors() {}

    static Refusal of(int status, String message) {
        return refusal(status, type(status), message);
    }

    static Refusal badKey(boolean missing) {
        return missing
                ? refusal(
                        403, "MissingAuthenticationTokenException", "Missing Authentication Token")
                : refusal(
                        403,
                        "UnrecognizedClientException",
                        "The security token included in the request is invalid.");
    }

    static Refusal unknownModel() {
        return of(400, "The provided model identifier is invalid.");
    }

    /// It is told in none of these words whose window was full, but for a day's.
    static Refusal overQuota(WindowState window) {
        String what = window.rule().unit() == QuotaRule.Unit.REQUESTS ? "requests" : "tokens";
        String day = window.rule().windowName().equals("day") ? " per day" : "";
        return of(429, "Too many %s%s, please wait before trying again.".formatted(what, day));
    }

    private static Refusal refusal(int status, String type, String message) {
        return new Refusal(
                status,
                Map.of("x-amzn-errortype", type + ADDRESS),
                Bodies.object().put("message", message));
    }

    private static String type(int status) {
        return switch (status) {
            case 400 -> "ValidationException";
            case 403 -> "AccessDeniedException";
            case 404 -> "ResourceNotFoundException";
            case 408 -> "ModelTimeoutException";
            case 424 -> "ModelErrorException";
            case 429 -> "ThrottlingException";
            case 503 -> "ServiceUnavailableException";
            default -> status >= 500 ? "InternalServerException" : "ValidationException";
        };
    }
}

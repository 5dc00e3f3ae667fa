package io.spidergate.billing.http;

import io.spidergate.contracts.Pages;
import io.spidergate.contracts.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// An internal call that is answered with a {@link Problem}.
public final class Refusal {

    private Refusal() {}

    /// A JSON `null`, or nothing at all, reaches a resource as no body.
    public static <T> T requireBody(@Nullable T body) {
        if (body == null) {
            throw badRequest(null, "the body is missing: this endpoint takes a JSON object");
        }
        return body;
    }

    /// How many entries a page of a list shall have.
    public static int requireLimit(int limit) {
        if (limit < 1 || limit > Pages.MAX) {
            throw badRequest(
                    "limit", "'limit' must be from 1 to %d, got %d".formatted(Pages.MAX, limit));
        }
        return limit;
    }

    /// 400: names the field, the value and the limit.
    public static WebApplicationException badRequest(@Nullable String field, String message) {
        return refusal(400, new Problem("invalid_request", message, field));
    }

    public static WebApplicationException notFound(String code, String message) {
        return refusal(404, Problem.of(code, message));
    }

    public static WebApplicationException conflict(String code, String message, String field) {
        return refusal(409, new Problem(code, message, field));
    }

    /// 503: something that the operator has to provide is not there.
    public static WebApplicationException unavailable(String code, String message) {
        return refusal(503, Problem.of(code, message));
    }

    private static WebApplicationException refusal(int status, Problem problem) {
        return new WebApplicationException(response(status, problem));
    }

    static Response response(int status, Problem problem) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(problem)
                .build();
    }
}

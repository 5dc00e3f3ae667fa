package io.spidergate.vault.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.spidergate.contracts.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Every refusal as a {@link Problem}. A parser's words are never passed on: they quote what was
/// sent, and what was sent may be a secret.
final class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    static Problem invalid(String field, String message) {
        return new Problem("invalid_field", message, field);
    }

    static WebApplicationException refuse(Response.Status status, Problem problem) {
        return refuse(status.getStatusCode(), problem);
    }

    static WebApplicationException refuse(int status, Problem problem) {
        return new WebApplicationException(answer(status, problem));
    }

    @ServerExceptionMapper
    Response unreadableBody(JacksonException e) {
        return unreadable(e);
    }

    /// Takes the place of the framework's own answer, which names classes.
    @ServerExceptionMapper
    Response unexpectedJson(MismatchedInputException e) {
        return unreadable(e);
    }

    @ServerExceptionMapper
    Response webApplication(WebApplicationException e) {
        if (e.getResponse().getEntity() instanceof Problem) {
            return e.getResponse();
        }
        if (e.getCause() instanceof JacksonException unreadable) {
            return unreadable(unreadable);
        }
        Response.StatusType status = e.getResponse().getStatusInfo();
        return answer(
                status.getStatusCode(),
                Problem.of("http_" + status.getStatusCode(), status.getReasonPhrase()));
    }

    @ServerExceptionMapper
    Response fault(IllegalStateException e) {
        LOG.error("a request failed", e);
        return answer(
                Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
                Problem.of(
                        "vault_unavailable",
                        "the vault cannot do this now; its log says why. Try again later"));
    }

    private static Response unreadable(JacksonException e) {
        String field =
                e instanceof JsonMappingException mapping
                        ? mapping.getPath().stream()
                                .map(step ->
                                        step.getFieldName() == null ? "[]" : step.getFieldName())
                                .collect(Collectors.joining("."))
                        : "";
        return answer(
                Response.Status.BAD_REQUEST.getStatusCode(),
                field.isEmpty()
                        ? new Problem(
                                "invalid_body", "the body is not the JSON that is expected", "body")
                        : invalid(field, field + " is missing or not of the expected form"));
    }

    private static Response answer(int status, Problem problem) {
        return Response.status(status).type(MediaType.APPLICATION_JSON).entity(problem).build();
    }
}

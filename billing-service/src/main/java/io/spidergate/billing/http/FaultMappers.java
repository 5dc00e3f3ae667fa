package io.spidergate.billing.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.spidergate.billing.store.StoreUnavailable;
import io.spidergate.contracts.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Faults as problems: never a stack, never a class name.
final class FaultMappers {

    private static final Logger LOG = Logger.getLogger(FaultMappers.class);

    @ServerExceptionMapper
    Response unavailable(StoreUnavailable fault) {
        LOG.warnf("a call failed: %s", fault.getMessage());
        return Refusal.response(
                503, Problem.of("store_unavailable", "billing cannot reach its database now"));
    }

    @ServerExceptionMapper(priority = 1)
    Response mismatched(MismatchedInputException fault) {
        return unreadable(fault);
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException refusal) {
        if (refusal.getCause() instanceof JsonProcessingException fault) {
            return unreadable(fault);
        }
        Response response = refusal.getResponse();
        if (response.hasEntity()) {
            return response;
        }
        String reason = response.getStatusInfo().getReasonPhrase();
        return Refusal.response(
                response.getStatus(), Problem.of("http_" + response.getStatus(), reason));
    }

    private static Response unreadable(JsonProcessingException fault) {
        String field = fault instanceof JsonMappingException mapping ? path(mapping) : null;
        return Refusal.response(400, new Problem("invalid_request", message(fault, field), field));
    }

    /// What a record says of itself is meant for the caller; what the parser says is not.
    private static String message(JsonProcessingException fault, @Nullable String field) {
        if (fault.getCause() instanceof IllegalArgumentException said
                && said.getMessage() != null) {
            return field == null
                    ? said.getMessage()
                    : "'%s': %s".formatted(field, said.getMessage());
        }
        return field == null
                ? "the body is not the JSON object that this endpoint takes"
                : "'%s' is missing or has the wrong type".formatted(field);
    }

    private static @Nullable String path(JsonMappingException fault) {
        String path =
                fault.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null
                                        ? "[" + step.getIndex() + "]"
                                        : step.getFieldName())
                        .collect(Collectors.joining("."));
        return path.isEmpty() ? null : path;
    }
}

package io.spidergate.router.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.spidergate.contracts.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Says which field of a body could not be read, without a class name and without the body.
final class UnreadableBodies {

    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e) {
        return refusal(e);
    }

    @ServerExceptionMapper
    Response unreadable(WebApplicationException e) {
        return e.getCause() instanceof JsonProcessingException cause
                ? refusal(cause)
                : e.getResponse();
    }

    private static Response refusal(JsonProcessingException e) {
        String field = field(e);
        String message =
                field == null
                        ? "the body is not valid JSON"
                        : "%s is missing or not of the right type".formatted(field);
        return Refusal.response(Refusal.BAD_REQUEST, new Problem("invalid_body", message, field));
    }

    private static @Nullable String field(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return null;
        }
        return mapping.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }
}

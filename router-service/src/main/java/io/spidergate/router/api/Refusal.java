package io.spidergate.router.api;

import io.spidergate.contracts.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Answers of this API other than success.
final class Refusal {

    private static final Logger LOG = Logger.getLogger(Refusal.class);

    static final int BAD_REQUEST = 400;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int UNAVAILABLE = 503;

    private Refusal() {}

    static WebApplicationException of(int status, Problem problem) {
        return new WebApplicationException(response(status, problem));
    }

    static WebApplicationException of(
            int status, String code, String message, @Nullable String field) {
        return of(status, new Problem(code, message, field));
    }

    static WebApplicationException noDatabase(SQLException e) {
        LOG.error("the database did not answer", e);
        return of(UNAVAILABLE, "database_unavailable", "the database does not answer", null);
    }

    static Response response(int status, Problem problem) {
        return Response.status(status).type(MediaType.APPLICATION_JSON).entity(problem).build();
    }

    /// A caller's word in a length that fits into a message.
    static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}

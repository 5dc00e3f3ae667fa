package io.spidergate.traces.query;

import io.spidergate.contracts.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/// Carries a problem out of a resource method whose type has only the good answer.
final class Refusal extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = Logger.getLogger(Refusal.class);

    Refusal(Status status, Problem problem) {
        super(
                problem.message(),
                Response.status(status).type(MediaType.APPLICATION_JSON).entity(problem).build());
    }

    static Refusal of(Parsed.Bad<?> bad) {
        return new Refusal(Status.BAD_REQUEST, bad.problem());
    }

    static Refusal storeAway(SQLException e) {
        LOG.warnf("cannot read traces: %s", e.getMessage());
        return new Refusal(
                Status.SERVICE_UNAVAILABLE,
                Problem.of("store_unavailable", "the trace store cannot be read at the moment"));
    }
}

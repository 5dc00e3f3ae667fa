package io.spidergate.dashboard.traces;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.traces.TraceDetail;
import io.spidergate.dashboard.login.CurrentViewer;
import io.spidergate.dashboard.login.Roles;
import io.spidergate.dashboard.peers.Answer;
import io.spidergate.dashboard.peers.HttpPeers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// The page of one trace.
@Path("/dashboard/gate/traces/{requestId}")
@RolesAllowed(Roles.ADMIN)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
final class TraceResource {

    private static final int NOT_FOUND = 404;

    private final HttpPeers peers;
    private final CurrentViewer current;
    private final ObjectMapper json;

    TraceResource(HttpPeers peers, CurrentViewer current, ObjectMapper json) {
        this.peers = peers;
        this.current = current;
        this.json = json;
    }

    @GET
    public TraceView trace(@RestPath String requestId) {
        Answer<TraceDetail> answer = peers.traces(api -> api.trace(requestId)).answer();
        if (answer instanceof Answer.Refused<TraceDetail> refused
                && refused.status() == NOT_FOUND) {
            throw new NotFoundException(refused.problem().message());
        }
        return view(requestId, answer);
    }

    private TraceView view(String requestId, Answer<TraceDetail> answer) {
        Optional<TraceDetail> detail = answer.found();
        Optional<RequestEvent> event = detail.map(TraceDetail::event);
        return new TraceView(
                current.viewer(),
                answer.notice().map(List::of).orElse(List.of()),
                requestId,
                event.orElse(null),
                detail.map(found -> Waterfall.of(found.spans())).orElse(null),
                event.map(PlanTable::of).orElse(null),
                event.map(found -> TokenBar.of(found.usage())).orElse(null),
                event.map(this::conversation).orElse(null),
                event.map(this::indented).orElse(null));
    }

    private @Nullable Conversation conversation(RequestEvent event) {
        return event.capture() == null ? null : Conversation.of(event.capture(), json);
    }

    private String indented(RequestEvent event) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written as JSON", e);
        }
    }
}

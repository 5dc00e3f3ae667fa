package io.spidergate.dashboard.page;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Errors in the style of the pages, wherever they come from.
@Singleton
final class ErrorPages {

    private static final Logger LOG = Logger.getLogger(ErrorPages.class);

    /// Addresses that no resource and no asset has.
    void install(@Observes Router router) {
        router.errorHandler(404, ErrorPages::notFound);
    }

    @ServerExceptionMapper
    public Response refused(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        return status >= 500 ? broken(e) : ErrorPage.response(status);
    }

    @ServerExceptionMapper
    public Response broken(Throwable e) {
        String reference = UUID.randomUUID().toString();
        LOG.errorf(e, "a page failed, reference %s", reference);
        return ErrorPage.response(500, reference);
    }

    private static void notFound(RoutingContext context) {
        context.response()
                .setStatusCode(404)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                .end(ErrorPage.of(404, "").render());
    }
}

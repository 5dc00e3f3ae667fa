package io.spidergate.gateway.quota;

import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.routing.QuotaApi;
import io.spidergate.contracts.routing.QuotaRequest;
import io.spidergate.gateway.routing.RouterConfig;
import io.spidergate.identity.ServiceClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;

/// router-service over HTTP.
@ApplicationScoped
class HttpQuotaOwner implements QuotaOwner {

    private final QuotaApi router;

    HttpQuotaOwner(ServiceClients clients, RouterConfig config) {
        router = clients.client(QuotaApi.class, config.url(), ServiceName.ROUTER);
    }

    @Override
    public Answer tell(QuotaRequest request) {
        try {
            return new Answer.Heard(router.quota(request));
        } catch (WebApplicationException e) {
            return new Answer.Unreachable("the router answered " + e.getResponse().getStatus());
        } catch (ProcessingException e) {
            return new Answer.Unreachable(String.valueOf(e.getMessage()));
        }
    }
}

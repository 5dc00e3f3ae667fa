package io.spidergate.gateway.allowance;

import io.spidergate.contracts.billing.AllowanceRequest;
import io.spidergate.contracts.billing.BillingApi;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.identity.ServiceClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;

/// billing-service over HTTP.
@ApplicationScoped
class HttpAllowanceOwner implements AllowanceOwner {

    private final BillingApi billing;

    HttpAllowanceOwner(ServiceClients clients, BillingConfig config) {
        billing = clients.client(BillingApi.class, config.url(), ServiceName.BILLING);
    }

    @Override
    public Answer ask(AllowanceRequest request) {
        try {
            return new Answer.Heard(billing.allowances(request));
        } catch (WebApplicationException e) {
            return new Answer.Unreachable("billing answered " + e.getResponse().getStatus());
        } catch (ProcessingException e) {
            return new Answer.Unreachable(String.valueOf(e.getMessage()));
        }
    }
}

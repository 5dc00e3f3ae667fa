package io.spidergate.vault.provider;

import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.contracts.routing.ProviderView;
import io.spidergate.contracts.routing.RateHeader;
import io.spidergate.contracts.routing.RouterApi;
import io.spidergate.contracts.routing.UsageReporting;
import io.spidergate.identity.ServiceClients;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.net.URI;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Asks router-service where a provider is.
@Singleton
public final class RouterProviders {

    private static final Logger LOG = Logger.getLogger(RouterProviders.class);
    private static final int NOT_FOUND = 404;

    private final RouterApi router;

    RouterProviders(ServiceClients clients, RouterConfig config) {
        this.router = clients.client(RouterApi.class, config.url(), ServiceName.ROUTER);
    }

    /// Where a provider is, as far as the router can tell.
    public sealed interface Address {

        /// @param rateHeaders where its answers tell how its quota stands
        /// @param usageReporting absent where it does not tell what accounts have used
        record Known(
                URI baseUrl,
                Dialect dialect,
                AuthScheme auth,
                List<RateHeader> rateHeaders,
                @Nullable UsageReporting usageReporting)
                implements Address {

            public URI under(String path) {
                return URI.create(baseUrl.toString().replaceFirst("/+$", "") + "/" + path);
            }
        }

        record NoSuchProvider() implements Address {}

        record RouterAway() implements Address {}
    }

    public Address of(String provider) {
        try {
            ProviderView view = router.provider(provider);
            return new Address.Known(
                    view.baseUrl(),
                    view.dialect(),
                    view.auth(),
                    view.rateHeaders(),
                    view.usageReporting());
        } catch (WebApplicationException e) {
            if (e.getResponse().getStatus() == NOT_FOUND) {
                return new Address.NoSuchProvider();
            }
            LOG.warnf("router-service answered HTTP %d", e.getResponse().getStatus());
            return new Address.RouterAway();
        } catch (ProcessingException e) {
            LOG.warnf("router-service cannot be reached: %s", e.getMessage());
            return new Address.RouterAway();
        }
    }
}

package io.spidergate.contracts.billing;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Webhooks of workspaces, at billing-service. Errors are {@link io.spidergate.contracts.Problem};
/// 503 `webhooks_off` where there is no keyset to keep secrets under.
@Path("/internal/billing/v1/webhooks")
public interface WebhookApi {

    /// 400 names the field that is wrong, 404 `workspace_not_found`, 409 `too_many_webhooks`.
    @POST
    IssuedWebhook create(NewWebhook webhook);

    /// A page of webhooks, by id; see {@link io.spidergate.contracts.Pages}.
    ///
    /// @param workspace whose alone; all where absent
    /// @param limit from 1 to 1000
    /// @param after the last webhook of the page before
    @GET
    List<WebhookView> webhooks(
            @QueryParam("workspace") @Nullable String workspace,
            @QueryParam("limit") @DefaultValue("1000") int limit,
            @QueryParam("after") @Nullable String after);

    /// Here and below: `workspace` says whose it must be, any where it is absent; 404
    /// `webhook_not_found`.
    @GET
    @Path("/{webhook}")
    WebhookView show(
            @PathParam("webhook") String webhook,
            @QueryParam("workspace") @Nullable String workspace);

    @PATCH
    @Path("/{webhook}")
    WebhookView change(
            @PathParam("webhook") String webhook,
            @QueryParam("workspace") @Nullable String workspace,
            WebhookChange change);

    /// What waits for it is forgotten.
    @DELETE
    @Path("/{webhook}")
    void remove(
            @PathParam("webhook") String webhook,
            @QueryParam("workspace") @Nullable String workspace);

    /// A new secret; that before signs too for so long.
    @POST
    @Path("/{webhook}/rotate")
    IssuedWebhook rotate(
            @PathParam("webhook") String webhook,
            @QueryParam("workspace") @Nullable String workspace,
            Rotation rotation);

    /// Sends a `webhook.test`; what became of it is among the deliveries.
    @POST
    @Path("/{webhook}/test")
    Notice test(
            @PathParam("webhook") String webhook,
            @QueryParam("workspace") @Nullable String workspace);

    /// A page of deliveries, newest first.
    ///
    /// @param limit from 1 to 1000
    /// @param after the last delivery of the page before
    @GET
    @Path("/{webhook}/deliveries")
    List<NoticeDelivery> deliveries(
            @PathParam("webhook") String webhook,
            @QueryParam("workspace") @Nullable String workspace,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @Nullable String after);

    /// Tries it again at once, with all its retries anew. 404 `delivery_not_found`.
    @POST
    @Path("/{webhook}/deliveries/{delivery}/redeliver")
    NoticeDelivery redeliver(
            @PathParam("webhook") String webhook,
            @PathParam("delivery") String delivery,
            @QueryParam("workspace") @Nullable String workspace);
}

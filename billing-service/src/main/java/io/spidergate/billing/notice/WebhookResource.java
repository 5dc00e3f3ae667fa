package io.spidergate.billing.notice;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.billing.http.Refusal;
import io.spidergate.contracts.billing.IssuedWebhook;
import io.spidergate.contracts.billing.NewWebhook;
import io.spidergate.contracts.billing.Notice;
import io.spidergate.contracts.billing.NoticeDelivery;
import io.spidergate.contracts.billing.Rotation;
import io.spidergate.contracts.billing.WebhookApi;
import io.spidergate.contracts.billing.WebhookChange;
import io.spidergate.contracts.billing.WebhookView;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Webhooks, for whoever may change what a workspace has.
@ApplicationScoped
@RunOnVirtualThread
@RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
class WebhookResource implements WebhookApi {

    private final Webhooks webhooks;

    WebhookResource(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public IssuedWebhook create(NewWebhook webhook) {
        return webhooks.create(Refusal.requireBody(webhook));
    }

    @Override
    public List<WebhookView> webhooks(
            @Nullable String workspace, int limit, @Nullable String after) {
        return webhooks.page(workspace, limit, after);
    }

    @Override
    public WebhookView show(String webhook, @Nullable String workspace) {
        return webhooks.show(webhook, workspace);
    }

    @Override
    public WebhookView change(String webhook, @Nullable String workspace, WebhookChange change) {
        return webhooks.change(webhook, workspace, Refusal.requireBody(change));
    }

    @Override
    public void remove(String webhook, @Nullable String workspace) {
        webhooks.remove(webhook, workspace);
    }

    @Override
    public IssuedWebhook rotate(String webhook, @Nullable String workspace, Rotation rotation) {
        return webhooks.rotate(webhook, workspace, Refusal.requireBody(rotation));
    }

    @Override
    public Notice test(String webhook, @Nullable String workspace) {
        return webhooks.test(webhook, workspace);
    }

    @Override
    public List<NoticeDelivery> deliveries(
            String webhook, @Nullable String workspace, int limit, @Nullable String after) {
        return webhooks.deliveries(webhook, workspace, limit, after);
    }

    @Override
    public NoticeDelivery redeliver(String webhook, String delivery, @Nullable String workspace) {
        return webhooks.redeliver(webhook, delivery, workspace);
    }
}

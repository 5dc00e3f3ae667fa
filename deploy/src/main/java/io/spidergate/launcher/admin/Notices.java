package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import io.spidergate.contracts.Pages;
import io.spidergate.contracts.billing.IssuedWebhook;
import io.spidergate.contracts.billing.NewWebhook;
import io.spidergate.contracts.billing.Notice;
import io.spidergate.contracts.billing.NoticeDelivery;
import io.spidergate.contracts.billing.NoticeRecipients;
import io.spidergate.contracts.billing.NoticeRecipientsView;
import io.spidergate.contracts.billing.Rotation;
import io.spidergate.contracts.billing.WebhookChange;
import io.spidergate.contracts.billing.WebhookView;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notices and the webhooks that are told of them, through billing-service.
public final class Notices {

    private static final String API = "/internal/billing/v1";

    private final ServiceClient client;

    public Notices(RunState state, Folders folders) {
        this.client = new ServiceClient(state, folders);
    }

    public IssuedWebhook create(NewWebhook webhook) {
        return client.require(
                client.post(Part.BILLING, API + "/webhooks", webhook), new TypeReference<>() {});
    }

    /// @param workspace whose alone; null for all
    public List<WebhookView> webhooks(@Nullable String workspace) {
        return Pages.all(
                (limit, after) ->
                        client.require(
                                client.get(
                                        Part.BILLING,
                                        API
                                                + "/webhooks?limit="
                                                + limit
                                                + query("&workspace=", workspace)
                                                + query("&after=", after)),
                                new TypeReference<>() {}),
                WebhookView::id);
    }

    public WebhookView webhook(String id) {
        return client.require(client.get(Part.BILLING, path(id, "")), new TypeReference<>() {});
    }

    public WebhookView change(String id, WebhookChange change) {
        return client.require(
                client.patch(Part.BILLING, path(id, ""), change), new TypeReference<>() {});
    }

    public void remove(String id) {
        client.requireDone(client.delete(Part.BILLING, path(id, "")));
    }

    public IssuedWebhook rotate(String id, Rotation rotation) {
        return client.require(
                client.post(Part.BILLING, path(id, "/rotate"), rotation), new TypeReference<>() {});
    }

    public Notice test(String id) {
        return client.require(
                client.post(Part.BILLING, path(id, "/test"), null), new TypeReference<>() {});
    }

    /// Newest first.
    public List<NoticeDelivery> deliveries(String id, int limit) {
        return client.require(
                client.get(Part.BILLING, path(id, "/deliveries?limit=" + limit)),
                new TypeReference<>() {});
    }

    public NoticeDelivery redeliver(String id, String delivery) {
        return client.require(
                client.post(
                        Part.BILLING,
                        path(id, "/deliveries/" + Agents.segment(delivery) + "/redeliver"),
                        null),
                new TypeReference<>() {});
    }

    /// Newest first; nulls do not filter.
    public List<Notice> notices(@Nullable String workspace, @Nullable String type, int limit) {
        return client.require(
                client.get(
                        Part.BILLING,
                        API
                                + "/notices?limit="
                                + limit
                                + query("&workspace=", workspace)
                                + query("&type=", type)),
                new TypeReference<>() {});
    }

    public List<NoticeDelivery> deliveriesOf(String notice) {
        return client.require(
                client.get(
                        Part.BILLING, API + "/notices/" + Agents.segment(notice) + "/deliveries"),
                new TypeReference<>() {});
    }

    public NoticeRecipientsView recipients(@Nullable String workspace) {
        return client.require(
                client.get(Part.BILLING, recipientsPath(workspace)), new TypeReference<>() {});
    }

    public NoticeRecipientsView setRecipients(
            @Nullable String workspace, NoticeRecipients recipients) {
        return client.require(
                client.put(Part.BILLING, recipientsPath(workspace), recipients),
                new TypeReference<>() {});
    }

    private static String recipientsPath(@Nullable String workspace) {
        return API + "/notice-recipients" + query("?workspace=", workspace);
    }

    private static String path(String webhook, String more) {
        return API + "/webhooks/" + Agents.segment(webhook) + more;
    }

    private static String query(String key, @Nullable String value) {
        return value == null ? "" : key + Agents.segment(value);
    }
}

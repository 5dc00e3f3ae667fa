package io.spidergate.billing.notice;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.billing.http.Refusal;
import io.spidergate.contracts.billing.Notice;
import io.spidergate.contracts.billing.NoticeApi;
import io.spidergate.contracts.billing.NoticeDelivery;
import io.spidergate.contracts.billing.NoticeRecipients;
import io.spidergate.contracts.billing.NoticeRecipientsView;
import io.spidergate.contracts.billing.NoticeType;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notices and who gets them by mail, for whoever may see all of it.
@ApplicationScoped
@RunOnVirtualThread
@RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
class NoticeResource implements NoticeApi {

    private final PostgresDeliveryViews views;
    private final PostgresRecipients recipients;
    private final NoticeMail mail;

    NoticeResource(PostgresDeliveryViews views, PostgresRecipients recipients, NoticeMail mail) {
        this.views = views;
        this.recipients = recipients;
        this.mail = mail;
    }

    @Override
    public List<Notice> notices(
            @Nullable String workspace, @Nullable String type, int limit, @Nullable String after) {
        return views.notices(workspace, type(type), Refusal.requireLimit(limit), after);
    }

    @Override
    public List<NoticeDelivery> deliveries(String notice, @Nullable String workspace) {
        return views.ofNotice(notice, workspace)
                .orElseThrow(() ->
                        Refusal.notFound("notice_not_found", "there is no notice of that id"));
    }

    @Override
    public NoticeRecipientsView recipients(@Nullable String workspace) {
        WorkspaceId id = Workspace.of(workspace);
        return view(id, recipients.of(id).orElseThrow(Workspace::unknown));
    }

    @Override
    public NoticeRecipientsView setRecipients(@Nullable String workspace, NoticeRecipients asked) {
        WorkspaceId id = Workspace.of(workspace);
        List<String> addresses = Refusal.requireBody(asked).addresses();
        Webhooks.refuse(WebhookRules.checkRecipients(addresses));
        return view(id, recipients.set(id, addresses).orElseThrow(Workspace::unknown));
    }

    private NoticeRecipientsView view(WorkspaceId workspace, List<String> addresses) {
        return new NoticeRecipientsView(
                workspace,
                addresses,
                mail.isConfigured(),
                mail.isConfigured()
                        ? "Notices are mailed to these addresses."
                        : "Mail is not configured (spidergate.notice.mail-from): nothing is mailed, whatever the addresses.");
    }

    private static @Nullable NoticeType type(@Nullable String word) {
        try {
            return word == null ? null : NoticeType.of(word);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("type", "'type': " + e.getMessage());
        }
    }
}

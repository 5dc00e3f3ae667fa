package io.spidergate.contracts.billing;

import io.spidergate.contracts.id.WorkspaceId;
import java.util.List;

/// Who gets the notices of a workspace by mail, and whether mail is sent at all.
///
/// @param mailConfigured false where no mail is sent whatever the addresses
/// @param message the same for people
public record NoticeRecipientsView(
        WorkspaceId workspace, List<String> addresses, boolean mailConfigured, String message) {

    public NoticeRecipientsView {
        addresses = List.copyOf(addresses);
    }
}

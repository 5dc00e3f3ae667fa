package io.spidergate.contracts.billing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for a webhook.
///
/// @param workspace whose notices it gets; the default one where absent
/// @param url `https://…`, at most 2000 characters
/// @param types which notices; all, also those of later versions, where absent or empty
/// @param description for people, at most 200 characters
public record NewWebhook(
        @Nullable String workspace,
        String url,
        @Nullable List<NoticeType> types,
        @Nullable String description) {}

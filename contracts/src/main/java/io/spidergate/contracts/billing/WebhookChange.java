package io.spidergate.contracts.billing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be different in a webhook; what is absent stays as it is.
///
/// @param types in place of those before; empty means all
/// @param paused true holds its deliveries back; false lets them go, and also resumes one that was
///   disabled
public record WebhookChange(
        @Nullable String url,
        @Nullable List<NoticeType> types,
        @Nullable String description,
        @Nullable Boolean paused) {

    public static WebhookChange pausing(boolean paused) {
        return new WebhookChange(null, null, null, paused);
    }
}

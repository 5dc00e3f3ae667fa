package io.spidergate.billing.notice;

import io.spidergate.contracts.billing.NoticeType;
import io.spidergate.contracts.id.WorkspaceId;
import java.util.Map;

/// Something that has come to be and shall be told once.
///
/// @param key what it is, such as `budget.warning:bud_x:2026-11:80`: raised again in its workspace,
///   it is not told again
/// @param subject id of what it is about
/// @param data as [NoticeType] says; whatever Jackson writes
public record NewNotice(
        String key,
        NoticeType type,
        WorkspaceId workspace,
        String subject,
        Map<String, Object> data) {

    static final int MAX_KEY = 400;

    public NewNotice {
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw new IllegalArgumentException(
                    "'key' must have 1 to %d characters, got %d".formatted(MAX_KEY, key.length()));
        }
    }
}

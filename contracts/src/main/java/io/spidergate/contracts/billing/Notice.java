package io.spidergate.contracts.billing;

import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;
import java.util.Map;

/// Something that people and systems are told of, once, however often it was found.
///
/// @param id `ntc_…`, the same in every webhook call, mail and record
/// @param workspace whom it concerns
/// @param subject id of what it is about, such as a budget's
/// @param data as [NoticeType] says
public record Notice(
        String id,
        NoticeType type,
        WorkspaceId workspace,
        String subject,
        Instant at,
        Map<String, Object> data) {}

package io.spidergate.contracts.billing;

import java.util.Collections;
import java.util.List;

/// Who gets the notices of a workspace by mail.
///
/// @param addresses at most 20; empty for nobody
public record NoticeRecipients(List<String> addresses) {

    public NoticeRecipients {
        // Not List.copyOf: a null among them is refused by name.
        addresses = addresses == null ? List.of() : Collections.unmodifiableList(addresses);
    }
}

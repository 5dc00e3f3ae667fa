package io.spidergate.contracts.vault;

import io.spidergate.contracts.Pages;
import java.util.List;

/// Page after page of the vault's list.
public final class CredentialPages {

    /// What a page has at most.
    public static final int MAX = Pages.MAX;

    private CredentialPages() {}

    /// All of them, oldest first.
    public static List<CredentialView> all(Pages.Page<CredentialView> page) {
        return Pages.all(page, it -> it.id().value());
    }
}

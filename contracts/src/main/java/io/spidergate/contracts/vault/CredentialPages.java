package io.spidergate.contracts.vault;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Page after page of the vault's list.
public final class CredentialPages {

    /// What a page has at most.
    public static final int MAX = 1_000;

    private CredentialPages() {}

    /// Asks for one page.
    @FunctionalInterface
    public interface Page {

        /// @param after the last credential of the page before; absent for the first page
        List<CredentialView> of(int limit, @Nullable String after);
    }

    /// All of them, oldest first. One that is removed meanwhile as the last of its page ends the
    /// asking with the vault's own refusal.
    public static List<CredentialView> all(Page page) {
        List<CredentialView> all = new ArrayList<>();
        List<CredentialView> last = page.of(MAX, null);
        while (last.size() == MAX) {
            all.addAll(last);
            last = page.of(MAX, last.getLast().id().value());
        }
        all.addAll(last);
        return all;
    }
}

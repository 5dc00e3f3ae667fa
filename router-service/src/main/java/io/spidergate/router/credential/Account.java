package io.spidergate.router.credential;

import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.CredentialNotice;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Where a provider counts: an account that a workspace keeps for itself is another than one of the
/// same name that all may use.
///
/// @param name behind that of its workspace where it is its own
/// @param workspace absent where all may use it
public record Account(String name, @Nullable WorkspaceId workspace) {

    static final Comparator<Account> ORDER = Comparator.comparing(Account::name);

    public static Account shared(String name) {
        return new Account(name, null);
    }

    public static Account of(CredentialNotice credential) {
        return credential.isPrivate()
                ? new Account(
                        credential.workspace() + "/" + credential.account(), credential.workspace())
                : shared(credential.account());
    }

    public boolean isShared() {
        return workspace == null;
    }
}

package io.spidergate.vault.invite;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.CreatedInvite;
import io.spidergate.contracts.vault.InviteView;
import io.spidergate.contracts.vault.InviteView.State;
import io.spidergate.contracts.vault.NewInvite;
import io.spidergate.contracts.vault.SettingsChange;
import io.spidergate.vault.FreshIds;
import io.spidergate.vault.audit.AuditFact;
import io.spidergate.vault.audit.AuditTrail;
import io.spidergate.vault.credential.Credentials;
import io.spidergate.vault.credential.Entered;
import io.spidergate.vault.provider.RouterProviders;
import io.spidergate.vault.provider.RouterProviders.Address;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Invites for who makes and revokes them.
@Singleton
public final class Invites {

    /// Of an id in an account's name: enough to tell two invites apart.
    private static final int SHORT = 12;

    /// Stands for one that is yet to be named.
    private static final String ANY_ACCOUNT = "invited";

    private final PostgresInvites store;
    private final Credentials credentials;
    private final RouterProviders providers;
    private final Pages pages;
    private final InviteMail mail;
    private final Duration lifetime;
    private final AuditTrail audit;
    private final FreshIds ids;
    private final Clock clock;

    Invites(
            PostgresInvites store,
            Credentials credentials,
            RouterProviders providers,
            Pages pages,
            InviteMail mail,
            InviteConfig config,
            AuditTrail audit,
            FreshIds ids,
            Clock clock) {
        this.store = store;
        this.credentials = credentials;
        this.providers = providers;
        this.pages = pages;
        this.mail = mail;
        this.lifetime = config.lifetime();
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    public Made make(@Nullable NewInvite asked, String actor) {
        if (asked == null) {
            return new Made.Invalid("body", "the body is missing; send an invite as JSON");
        }
        Optional<InviteRules.Wrong> wrong = InviteRules.check(asked);
        if (wrong.isPresent()) {
            return new Made.Invalid(wrong.get().field(), wrong.get().message());
        }
        Optional<Entered.Invalid> misplaced =
                credentials.checkPlace(
                        workspace(asked),
                        orElse(asked.provider(), ""),
                        orElse(asked.account(), ANY_ACCOUNT),
                        label(asked),
                        settings(asked));
        if (misplaced.isPresent()) {
            return new Made.Invalid(misplaced.get().field(), misplaced.get().message());
        }
        Invite invite = invite(asked, actor);
        return switch (providers.of(invite.provider())) {
            case Address.NoSuchProvider() -> new Made.NoSuchProvider(invite.provider());
            case Address.RouterAway() -> new Made.RouterAway();
            case Address.Known _ -> new Made.Created(made(invite, actor));
        };
    }

    private Invite invite(NewInvite asked, String actor) {
        Instant now = now();
        String id = ids.next("inv_");
        return new Invite(
                id,
                new WorkspaceId(workspace(asked)),
                orElse(asked.provider(), ""),
                orElse(asked.account(), ownAccount(id)),
                label(asked),
                settings(asked),
                blankToNull(asked.email()),
                blankToNull(asked.message()),
                actor,
                now,
                now.plus(lifetime),
                false,
                null);
    }

    private static String workspace(NewInvite asked) {
        return orElse(asked.workspace(), WorkspaceId.DEFAULT.value());
    }

    private static String label(NewInvite asked) {
        return orElse(asked.label(), orElse(asked.email(), "invited")).strip();
    }

    private static SettingsChange settings(NewInvite asked) {
        return asked.settings() == null ? SettingsChange.NONE : asked.settings();
    }

    /// What somebody else brings is of an account of his own, with quotas of its own.
    private static String ownAccount(String id) {
        return "invited-" + id.substring(id.indexOf('_') + 1, SHORT);
    }

    private CreatedInvite made(Invite invite, String actor) {
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    store.insert(invite);
                    audit.append(List.of(fact(AuditFact.Action.INVITED, invite, actor)));
                });
        URI link = pages.invite(invite.id());
        InviteMail.Sent sent = mail.send(invite, link);
        return new CreatedInvite(invite.view(now()), link, sent.state(), sent.message());
    }

    /// Newest first.
    public List<InviteView> list() {
        Instant now = now();
        return store.all().stream().map(invite -> invite.view(now)).toList();
    }

    /// What came of revoking an invite.
    public enum Revoked {
        DONE,
        USED,
        NO_SUCH_INVITE
    }

    public Revoked revoke(String id, String actor) {
        return QuarkusTransaction.requiringNew().call(() -> end(id, actor));
    }

    private Revoked end(String id, String actor) {
        Optional<Invite> held = store.lock(id);
        if (held.isEmpty()) {
            return Revoked.NO_SUCH_INVITE;
        }
        State state = held.get().state(now());
        if (state == State.USED) {
            return Revoked.USED;
        }
        if (state != State.REVOKED) {
            store.revoked(id, now());
            audit.append(List.of(fact(AuditFact.Action.REVOKED, held.get(), actor)));
        }
        return Revoked.DONE;
    }

    private static AuditFact fact(AuditFact.Action action, Invite invite, String actor) {
        return new AuditFact(
                action, null, actor, "%s, provider %s".formatted(invite.id(), invite.provider()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}

package io.spidergate.vault.invite;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.Contribution;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.InvitePageView;
import io.spidergate.contracts.vault.InviteView.State;
import io.spidergate.contracts.vault.LinkCall;
import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.contracts.vault.ProbeResult;
import io.spidergate.contracts.vault.ProbeResult.Verdict;
import io.spidergate.contracts.vault.SignInAnswer;
import io.spidergate.vault.audit.AuditFact;
import io.spidergate.vault.audit.AuditTrail;
import io.spidergate.vault.credential.Added;
import io.spidergate.vault.credential.Credentials;
import io.spidergate.vault.credential.StoredCredential;
import io.spidergate.vault.probe.Probed;
import io.spidergate.vault.probe.Probes;
import io.spidergate.vault.signin.Begun;
import io.spidergate.vault.signin.Brought;
import io.spidergate.vault.signin.SignIns;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What people do who have a link and nothing else.
///
/// Law: by one invite at most one key comes in, however often and by how many its link is used at
/// the same moment.
@Singleton
public final class LinkVisits {

    private static final String ROUTER_AWAY =
            "the key cannot be tested now, so it was not taken; try again in a few minutes";

    private final PostgresInvites store;
    private final Credentials credentials;
    private final Probes probes;
    private final SignIns signIns;
    private final Links links;
    private final Pages pages;
    private final AuditTrail audit;
    private final MeterRegistry meters;
    private final Clock clock;

    LinkVisits(
            PostgresInvites store,
            Credentials credentials,
            Probes probes,
            SignIns signIns,
            Links links,
            Pages pages,
            AuditTrail audit,
            MeterRegistry meters,
            Clock clock) {
        this.store = store;
        this.credentials = credentials;
        this.probes = probes;
        this.signIns = signIns;
        this.links = links;
        this.pages = pages;
        this.audit = audit;
        this.meters = meters;
        this.clock = clock;
    }

    public Visit<InvitePageView> look(@Nullable LinkCall call) {
        return open(call, invite -> new Visit.Welcome<>(page(invite)));
    }

    private InvitePageView page(Invite invite) {
        return new InvitePageView(
                invite.provider(),
                invite.message(),
                invite.isPrivate() ? invite.workspace().value() : null,
                signIns.bringsKey(invite.provider()),
                invite.expiresAt());
    }

    public Visit<Contribution> bring(LinkCall call) throws InterruptedException {
        return switch (open(call, Visit.Welcome::new)) {
            case Visit.Welcome<Invite>(Invite invite) ->
                    tested(invite, invite.with(orEmpty(call.secret())));
            case Visit.Over<Invite>(State state) -> new Visit.Over<>(state);
            default -> new Visit.Unknown<>();
        };
    }

    public Visit<Begun> beginSignIn(@Nullable LinkCall call) {
        return open(
                call,
                invite ->
                        new Visit.Welcome<>(
                                signIns.beginFor(
                                        invite.id(),
                                        invite.provider(),
                                        pages.callback(invite.id()))));
    }

    public Visit<Contribution> finishSignIn(SignInAnswer answer) throws InterruptedException {
        return switch (open(new LinkCall(orEmpty(answer.token()), null), Visit.Welcome::new)) {
            case Visit.Welcome<Invite>(Invite invite) ->
                    switch (signIns.exchange(answer, invite.id())) {
                        case Brought.Key(String secret) -> tested(invite, invite.with(secret));
                        case Brought.Nothing nothing -> new Visit.NothingBrought<>(nothing);
                        case Brought.Tokens _ ->
                                throw new IllegalStateException("a plan came by an invite");
                    };
            case Visit.Over<Invite>(State state) -> new Visit.Over<>(state);
            default -> new Visit.Unknown<>();
        };
    }

    private Visit<Contribution> tested(Invite invite, NewCredential brought)
            throws InterruptedException {
        return switch (probes.entered(brought, actor(invite.id()))) {
            case Probed.Invalid(String field, String message) ->
                    new Visit.Invalid<>(field, message);
            case Probed.Done(ProbeResult result, var _) when result.verdict() == Verdict.BAD_KEY ->
                    new Visit.KeyRefused<>(result);
            case Probed.Done(ProbeResult result, var _) -> {
                Visit<Contribution> visit =
                        QuarkusTransaction.requiringNew()
                                .call(() -> taken(invite.id(), brought, result));
                credentials.announce();
                yield visit;
            }
            case Probed.NoSuchProvider _,
                    Probed.RouterAway _,
                    Probed.NoSuchCredential _,
                    Probed.UnreadableCredential _ ->
                    new Visit.Untestable<>(ROUTER_AWAY);
        };
    }

    private Visit<Contribution> taken(String id, NewCredential brought, ProbeResult result) {
        State state = store.lock(id).orElseThrow().state(now());
        if (state != State.OPEN) {
            return new Visit.Over<>(state);
        }
        return switch (credentials.add(brought, actor(id))) {
            case Added.Created(CredentialView view) -> {
                store.used(id, view.id(), now());
                credentials.probed(view.id(), result);
                yield new Visit.Welcome<>(held(id, credential(view.id()).orElseThrow()));
            }
            case Added.AlreadyHeld(CredentialView held) -> new Visit.KeyHeld<>(held);
            case Added.Invalid(String field, String message) -> new Visit.Invalid<>(field, message);
        };
    }

    public Visit<Contribution> contribution(@Nullable LinkCall call) {
        Optional<Invite> used = used(call);
        if (used.isEmpty()) {
            return refused("contribution", "unknown");
        }
        Invite invite = used.get();
        return new Visit.Welcome<>(
                Optional.ofNullable(invite.credential())
                        .flatMap(this::credential)
                        .map(view -> held(invite.id(), view))
                        .orElseGet(() -> gone(invite)));
    }

    public Visit<Contribution> withdraw(LinkCall call) {
        used(call)
                .ifPresent(invite -> {
                    CredentialId credential = invite.credential();
                    if (credential != null) {
                        credentials.remove(credential, actor(invite.id()));
                    }
                });
        return contribution(call);
    }

    private Optional<Invite> used(@Nullable LinkCall call) {
        return idOf(Links.Kind.CONTRIBUTION, call)
                .flatMap(store::find)
                .filter(invite -> invite.credential() != null);
    }

    private Optional<CredentialView> credential(CredentialId id) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> credentials.find(List.of(id)))
                .stream()
                .map(StoredCredential::view)
                .findFirst();
    }

    private Contribution held(String id, CredentialView view) {
        return new Contribution(
                pages.contributionToken(id),
                pages.contribution(id),
                view.provider(),
                view.preview(),
                view.enabled(),
                view.createdAt(),
                view.probe());
    }

    private Contribution gone(Invite invite) {
        return new Contribution(
                pages.contributionToken(invite.id()),
                pages.contribution(invite.id()),
                invite.provider(),
                null,
                false,
                null,
                null);
    }

    /// A genuine link that is over is audited; what is no link of ours is only counted, for anybody
    /// could fill the audit with it.
    private <T> Visit<T> open(@Nullable LinkCall call, Function<Invite, Visit<T>> use) {
        Optional<Invite> invite = idOf(Links.Kind.INVITE, call).flatMap(store::find);
        if (invite.isEmpty()) {
            return refused("invite", "unknown");
        }
        State state = invite.get().state(now());
        if (state == State.OPEN) {
            return use.apply(invite.get());
        }
        String id = invite.get().id();
        AuditFact fact =
                new AuditFact(
                        AuditFact.Action.REFUSED, null, actor(id), "the link is " + word(state));
        QuarkusTransaction.requiringNew().run(() -> audit.append(List.of(fact)));
        count("invite", word(state));
        return new Visit.Over<>(state);
    }

    private Optional<String> idOf(Links.Kind kind, @Nullable LinkCall call) {
        return call == null || call.token() == null
                ? Optional.empty()
                : links.idOf(kind, call.token());
    }

    private <T> Visit<T> refused(String link, String reason) {
        count(link, reason);
        return new Visit.Unknown<>();
    }

    private void count(String link, String reason) {
        meters.counter("spidergate.vault.links.refused", "link", link, "reason", reason)
                .increment();
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String actor(String inviteId) {
        return "contributor/" + inviteId;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

package io.spidergate.vault.api;

import static io.spidergate.vault.api.Refusals.invalid;
import static io.spidergate.vault.api.Refusals.refuse;
import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.CONFLICT;
import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;
import static jakarta.ws.rs.core.Response.Status.SERVICE_UNAVAILABLE;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.contracts.Problem;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.vault.AuditCheck;
import io.spidergate.contracts.vault.CredentialChange;
import io.spidergate.contracts.vault.CredentialPages;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.KeysetView;
import io.spidergate.contracts.vault.LeaseRequest;
import io.spidergate.contracts.vault.LeaseResponse;
import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.contracts.vault.ProbeResult;
import io.spidergate.contracts.vault.ProviderUsage;
import io.spidergate.contracts.vault.ReleaseAudit;
import io.spidergate.contracts.vault.Roster;
import io.spidergate.contracts.vault.VaultApi;
import io.spidergate.vault.audit.AuditTrail;
import io.spidergate.vault.audit.AuditVerdict;
import io.spidergate.vault.credential.Added;
import io.spidergate.vault.credential.Changed;
import io.spidergate.vault.credential.Credentials;
import io.spidergate.vault.lease.Leased;
import io.spidergate.vault.lease.Leases;
import io.spidergate.vault.probe.Probed;
import io.spidergate.vault.probe.Probes;
import io.spidergate.vault.rotation.Rotation;
import io.spidergate.vault.usage.UsageReads;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The vault for the other services.
@RunOnVirtualThread
class VaultResource implements VaultApi {

    private static final int MAX_AUDIT = 1_000;

    private final Credentials credentials;
    private final Leases leases;
    private final Probes probes;
    private final UsageReads usage;
    private final AuditTrail audit;
    private final Rotation rotation;
    private final SecurityIdentity caller;

    VaultResource(
            Credentials credentials,
            Leases leases,
            Probes probes,
            UsageReads usage,
            AuditTrail audit,
            Rotation rotation,
            SecurityIdentity caller) {
        this.credentials = credentials;
        this.leases = leases;
        this.probes = probes;
        this.usage = usage;
        this.audit = audit;
        this.rotation = rotation;
        this.caller = caller;
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public CredentialView add(NewCredential credential) {
        return switch (credentials.add(credential, actor())) {
            case Added.Created(CredentialView view) -> view;
            case Added.AlreadyHeld(CredentialView held) -> throw refuse(CONFLICT, exists(held));
            case Added.Invalid(String field, String message) ->
                    throw refuse(BAD_REQUEST, invalid(field, message));
        };
    }

    @Override
    @RolesAllowed({
        ServiceName.OPERATOR,
        ServiceName.DASHBOARD,
        ServiceName.ROUTER,
        ServiceName.BILLING
    })
    public List<CredentialView> credentials(int limit, @Nullable String after) {
        if (limit < 1 || limit > CredentialPages.MAX) {
            throw refuse(
                    BAD_REQUEST,
                    invalid(
                            "limit",
                            "limit is %d; expected 1 to %d".formatted(limit, CredentialPages.MAX)));
        }
        return credentials
                .page(limit, after == null ? null : credential(after))
                .orElseThrow(() -> refuse(NOT_FOUND, noSuchCredential()));
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public CredentialView change(String id, CredentialChange change) {
        return switch (credentials.change(credential(id), change, actor())) {
            case Changed.Done(CredentialView view) -> view;
            case Changed.NoSuchCredential() -> throw refuse(NOT_FOUND, noSuchCredential());
            case Changed.Invalid(String field, String message) ->
                    throw refuse(BAD_REQUEST, invalid(field, message));
        };
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public void remove(String id) {
        if (!credentials.remove(credential(id), actor())) {
            throw refuse(NOT_FOUND, noSuchCredential());
        }
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public ProbeResult probe(String id) {
        CredentialId credential = credential(id);
        return answer(() -> probes.credential(credential, actor())).result();
    }

    @Override
    @RolesAllowed(ServiceName.ROUTER)
    public Roster roster(String id) {
        CredentialId credential = credential(id);
        Probed.Done done = answer(() -> probes.roster(credential, actor()));
        return new Roster(done.result().verdict(), done.result().message(), done.models());
    }

    @Override
    @RolesAllowed(ServiceName.BILLING)
    public ProviderUsage usage(String id, @Nullable String from, @Nullable String until) {
        CredentialId credential = credential(id);
        return UsageAnswers.of(
                Interrupts.unchecked(() -> usage.read(credential, from, until, actor())));
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public ProbeResult test(NewCredential credential) {
        return answer(() -> probes.entered(credential, actor())).result();
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public ProbeResult probeProvider(String provider) {
        return answer(() -> probes.provider(provider, actor())).result();
    }

    @Override
    @RolesAllowed(ServiceName.GATEWAY)
    public LeaseResponse lease(LeaseRequest request) {
        return switch (leases.lease(request)) {
            case Leased.Answered(LeaseResponse response) -> response;
            case Leased.Invalid(String field, String message) ->
                    throw refuse(BAD_REQUEST, invalid(field, message));
        };
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public KeysetView keyset() {
        return rotation.view();
    }

    @Override
    @RolesAllowed(ServiceName.OPERATOR)
    public KeysetView rotateKeyset() {
        return granted(rotation.rotate(actor()));
    }

    @Override
    @RolesAllowed(ServiceName.OPERATOR)
    public KeysetView retireKeys() {
        return granted(rotation.retire(actor()));
    }

    private static KeysetView granted(Rotation.Wish wish) {
        return switch (wish) {
            case Rotation.Wish.Granted(KeysetView view) -> view;
            case Rotation.Wish.NotSettled() ->
                    throw refuse(
                            CONFLICT,
                            Problem.of(
                                    "keyset_not_settled",
                                    "the last rotation has not ended; try again when all credentials lie under the primary key"));
            case Rotation.Wish.InUse() ->
                    throw refuse(
                            CONFLICT,
                            Problem.of(
                                    "keyset_in_use",
                                    "credentials lie under older keys; wait for the rotation to end, and remove those that cannot be opened"));
            case Rotation.Wish.ReadOnly() ->
                    throw refuse(
                            CONFLICT,
                            Problem.of(
                                    "keyset_read_only",
                                    "the vault cannot write its keyset file; change it where it comes from, and the vault follows"));
        };
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public List<ReleaseAudit> audit(int limit) {
        if (limit < 1 || limit > MAX_AUDIT) {
            throw refuse(
                    BAD_REQUEST,
                    invalid("limit", "limit is %d; expected 1 to %d".formatted(limit, MAX_AUDIT)));
        }
        return audit.newest(limit);
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public AuditCheck checkAudit() {
        return switch (audit.verify()) {
            case AuditVerdict.Intact(long entries) -> new AuditCheck(entries, null);
            case AuditVerdict.Broken(String why) -> new AuditCheck(0, why);
        };
    }

    private static Probed.Done answer(Interrupts.Call<Probed> probe) {
        return switch (Interrupts.unchecked(probe)) {
            case Probed.Done done -> done;
            case Probed.NoSuchCredential() -> throw refuse(NOT_FOUND, noSuchCredential());
            case Probed.Invalid(String field, String message) ->
                    throw refuse(BAD_REQUEST, invalid(field, message));
            case Probed.UnreadableCredential() -> throw refuse(CONFLICT, unreadable());
            case Probed.NoSuchProvider _ -> throw refuse(NOT_FOUND, noSuchProvider());
            case Probed.RouterAway() -> throw refuse(SERVICE_UNAVAILABLE, routerAway());
        };
    }

    static Problem noSuchProvider() {
        return new Problem(
                "provider_not_found", "the router knows no provider of this name", "provider");
    }

    static Problem routerAway() {
        return Problem.of(
                "router_unavailable",
                "router-service, which knows where the provider is, does not answer; try again later");
    }

    private static CredentialId credential(String id) {
        if (!id.matches("cred_[A-Za-z0-9_-]{1,100}")) {
            throw refuse(NOT_FOUND, noSuchCredential());
        }
        return new CredentialId(id);
    }

    static Problem unreadable() {
        return Problem.of(
                "credential_unreadable",
                "the credential cannot be opened; remove it and enter the key again");
    }

    static Problem noSuchCredential() {
        return new Problem("credential_not_found", "the vault has no credential of this id", "id");
    }

    static Problem exists(CredentialView held) {
        return new Problem(
                "credential_exists",
                "provider %s has this secret already: %s, labelled '%s'"
                        .formatted(held.provider(), held.id(), held.label()),
                "secret");
    }

    private String actor() {
        return caller.getPrincipal().getName();
    }
}

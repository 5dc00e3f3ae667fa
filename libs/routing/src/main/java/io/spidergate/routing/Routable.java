package io.spidergate.routing;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.LackingCapability;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.money.TokenPrice;
import io.spidergate.routing.Exclusion.Reason;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A deployment prepared for planning: everything that does not depend on the request is made once,
/// when the table is compiled.
final class Routable {

    final DeploymentId id;
    final DeploymentRoute route;
    final ProviderRoute provider;
    final @Nullable QuotaPool pool;
    final int capabilities;

    /// What it has refused to do lately, or once.
    final int refused;

    final boolean free;
    final boolean trains;
    final boolean callable;

    /// Neither cools nor is tried by another gateway, whenever it is asked.
    final boolean untroubled;

    /// The largest number where unknown.
    final long window;

    final int mostOutput;
    final Candidate candidate;
    final Exclusion notFree;
    final Exclusion trainsOnData;
    final Exclusion noCredential;
    final Exclusion coolingBySnapshot;
    final Exclusion triedByAnother;

    /// Of whichever thread came last; any is right.
    private volatile @Nullable Lacking lastLacking;

    private volatile @Nullable Short lastShort;

    private volatile @Nullable Refusing lastRefusing;

    /// @param limits of those of its credentials that their owners have limited
    Routable(
            DeploymentRoute route,
            ProviderRoute provider,
            @Nullable QuotaPool pool,
            Map<CredentialId, QuotaPool> limits) {
        this.id = route.id();
        this.route = route;
        this.provider = provider;
        this.pool = pool;
        this.capabilities = Capabilities.bits(route.capabilities());
        this.refused =
                Capabilities.bits(
                        route.health().lacking().stream()
                                .map(LackingCapability::capability)
                                .collect(Collectors.toUnmodifiableSet()));
        this.free = route.costsNothing();
        this.trains = provider.maySeeTraining();
        this.callable = route.isCallable();
        this.untroubled = route.health().coolingUntil() == null;
        this.window = route.contextWindow() > 0 ? route.contextWindow() : Long.MAX_VALUE;
        this.mostOutput = route.maxOutputTokens() > 0 ? route.maxOutputTokens() : Integer.MAX_VALUE;
        this.candidate = new Candidate(route, provider, pool, route.usableCredentials(), limits);
        this.notFree =
                new Exclusion(
                        route, Reason.NOT_FREE, route.price() == null ? "unpriced" : "priced");
        this.trainsOnData =
                new Exclusion(
                        route,
                        Reason.TRAINS_ON_DATA,
                        provider.displayName() + " may train on the data");
        this.noCredential =
                new Exclusion(
                        route,
                        Reason.NO_CREDENTIAL,
                        "no enabled credential for account %s of %s"
                                .formatted(route.account(), route.provider()));
        this.coolingBySnapshot =
                Exclusion.cooling(route, route.health().coolingUntil(), route.health().reason());
        this.triedByAnother =
                new Exclusion(
                        route,
                        Reason.COOLING,
                        "another gateway tries first whether it is back: "
                                + route.health().reason());
    }

    /// Most requests lack the same as the one before: the words are made once.
    Exclusion lacking(int missing) {
        Lacking last = lastLacking;
        if (last == null || last.missing != missing) {
            Exclusion exclusion =
                    new Exclusion(route, Reason.LACKS_CAPABILITY, Capabilities.missing(missing));
            last = new Lacking(missing, exclusion);
            lastLacking = last;
        }
        return last.exclusion;
    }

    Exclusion refusing(LackingCapability lacking) {
        Refusing last = lastRefusing;
        if (last == null || !last.lacking.equals(lacking)) {
            last = new Refusing(lacking, Exclusion.refusing(route, lacking));
            lastRefusing = last;
        }
        return last.exclusion;
    }

    /// The same with other health.
    Routable with(DeploymentHealth health) {
        return new Routable(route.with(health), provider, pool, candidate.limits());
    }

    /// A pool that is empty is so for many requests: the words are made once.
    Exclusion shortOf(Quotas.Shortage shortage) {
        Short last = lastShort;
        if (last == null || !last.shortage.equals(shortage)) {
            last = new Short(shortage, Exclusion.shortOfQuota(route, shortage));
            lastShort = last;
        }
        return last.exclusion;
    }

    private record Lacking(int missing, Exclusion exclusion) {}

    private record Refusing(LackingCapability lacking, Exclusion exclusion) {}

    private record Short(Quotas.Shortage shortage, Exclusion exclusion) {}

    /// Whether it is for all, or for this workspace alone.
    boolean isFor(@Nullable WorkspaceId workspace) {
        return route.workspace() == null || route.workspace().equals(workspace);
    }

    boolean isShared() {
        return route.workspace() == null;
    }

    int priority() {
        return route.priority();
    }

    /// What is given away, then what a plan covers, then what has a price, then what nobody knows
    /// the price of.
    int costClass() {
        if (free) {
            return route.subscription() ? 1 : 0;
        }
        return route.price() == null ? 3 : 2;
    }

    /// Nano-USD of a request with three million tokens in and one million out, the usual ratio of
    /// chats; the largest number for what is unpriced.
    long typicalCost() {
        if (free) {
            return 0;
        }
        TokenPrice price = route.price();
        if (price == null) {
            return Long.MAX_VALUE;
        }
        return 3 * bounded(price.inputNanoUsdPerMillion())
                + bounded(price.outputNanoUsdPerMillion());
    }

    /// A cooldown that has passed is a reason for caution, not for trust; so is it to be slow.
    int healthClass(long slow) {
        boolean healthy = route.health().state() == DeploymentHealth.State.HEALTHY;
        return healthy && firstContentMs() <= slow ? 0 : 1;
    }

    /// 0 where nobody has measured it lately.
    long firstContentMs() {
        Integer ms = route.health().firstContentMs();
        return ms == null ? 0 : ms;
    }

    private static long bounded(long price) {
        return Math.min(price, Long.MAX_VALUE / 8);
    }
}

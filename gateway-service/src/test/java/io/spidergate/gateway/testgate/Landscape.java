package io.spidergate.gateway.testgate;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.CapturePolicy;
import io.spidergate.contracts.billing.TokenLife;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.AliasDeadlines;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.AliasShare;
import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.Deadlines;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.contracts.routing.ModelRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.contracts.routing.RateHeader;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.contracts.routing.Strategy;
import io.spidergate.money.TokenPrice;
import io.spidergate.routing.RoutingTable;
import io.spidergate.simulator.ProviderSimulator;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Providers, deployments, models and aliases of a test, put together by sentences.
public final class Landscape {

    private static final AtomicLong VERSIONS = new AtomicLong();

    public static final WorkspaceId WORKSPACE = new WorkspaceId("ws_test");
    public static final TokenPrice ONE_AND_TWO =
            TokenPrice.ofUsdPerMillion(
                    new BigDecimal("1"), new BigDecimal("0.1"), new BigDecimal("2"));
    public static final Deadlines QUICK = new Deadlines(1_000, 1_500, 500, 5_000);

    /// For what takes its time on a busy machine.
    public static final Deadlines PATIENT = new Deadlines(5_000, 20_000, 20_000, 60_000);

    private final List<ProviderRoute> providers = new ArrayList<>();
    private final List<DeploymentRoute> deployments = new ArrayList<>();
    private final List<QuotaPool> pools = new ArrayList<>();
    private final List<ModelRoute> models = new ArrayList<>();
    private final List<AliasRoute> aliases = new ArrayList<>();

    public Landscape provider(String id, URI baseUrl) {
        return provider(id, baseUrl, QUICK);
    }

    public Landscape provider(String id, URI baseUrl, Deadlines deadlines) {
        return provider(id, baseUrl, Dialect.OPENAI, AuthScheme.BEARER, deadlines);
    }

    public Landscape provider(
            String id, URI baseUrl, Dialect dialect, AuthScheme auth, Deadlines deadlines) {
        providers.add(
                new ProviderRoute(
                        id, id, baseUrl, dialect, auth, true, false, null, List.of(), List.of(),
                        deadlines));
        return this;
    }

    public Landscape anthropic(ProviderSimulator simulator) {
        return provider(
                "anthropic",
                simulator.baseUrl("anthropic"),
                Dialect.ANTHROPIC,
                AuthScheme.X_API_KEY,
                QUICK);
    }

    /// Calls are signed.
    public Landscape bedrock(ProviderSimulator simulator) {
        return provider(
                "bedrock",
                simulator.rootUrl("bedrock").resolve("bedrock"),
                Dialect.BEDROCK,
                AuthScheme.AWS,
                PATIENT);
    }

    public Landscape gemini(ProviderSimulator simulator) {
        return provider(
                "gemini",
                simulator.rootUrl("gemini").resolve("gemini/v1beta"),
                Dialect.GEMINI,
                AuthScheme.X_GOOG_API_KEY,
                QUICK);
    }

    /// The last provider deviates from its dialect.
    public Landscape quirks(String... quirks) {
        ProviderRoute last = providers.removeLast();
        providers.add(
                new ProviderRoute(
                        last.id(),
                        last.displayName(),
                        last.baseUrl(),
                        last.dialect(),
                        last.auth(),
                        last.simulated(),
                        last.maySeeTraining(),
                        last.termsNote(),
                        List.of(quirks),
                        last.rateHeaders(),
                        last.deadlines()));
        return this;
    }

    public Landscape deployment(String provider, String model, TokenPrice price) {
        return deployment(provider, model, price, List.of("cred_" + provider));
    }

    public Landscape deployment(
            String provider, String model, TokenPrice price, List<String> credentials) {
        DeploymentId id = id(provider, model);
        deployments.add(
                new DeploymentRoute(
                        id,
                        provider,
                        "default",
                        model,
                        model + " on " + provider,
                        Set.of(
                                Capability.CHAT,
                                Capability.FUNCTION_CALLING,
                                Capability.JSON_OBJECT),
                        32_000,
                        4_096,
                        null,
                        null,
                        price == null ? false : price.isFree(),
                        false,
                        price,
                        null,
                        null,
                        true,
                        null,
                        10,
                        credentials.stream().map(CredentialId::new).toList(),
                        DeploymentHealth.HEALTHY));
        models.add(new ModelRoute(provider + "/" + model, provider, List.of(id)));
        return this;
    }

    /// The last provider's answers tell how its quota stands.
    public Landscape telling(List<RateHeader> headers) {
        ProviderRoute last = providers.removeLast();
        providers.add(
                new ProviderRoute(
                        last.id(),
                        last.displayName(),
                        last.baseUrl(),
                        last.dialect(),
                        last.auth(),
                        last.simulated(),
                        last.maySeeTraining(),
                        last.termsNote(),
                        last.quirks(),
                        headers,
                        last.deadlines()));
        return this;
    }

    /// The last deployment is covered by a plan.
    public Landscape covered() {
        DeploymentRoute last = deployments.removeLast();
        deployments.add(changed(last, last.capabilities(), last.quotaPool(), true));
        return this;
    }

    /// Calls of the last deployment are counted.
    public Landscape counted(QuotaWindow... windows) {
        DeploymentRoute last = deployments.removeLast();
        String pool = "pool_" + last.id().value();
        pools.add(
                new QuotaPool(
                        pool,
                        last.provider(),
                        last.account(),
                        last.upstreamModel(),
                        false,
                        List.of(windows)));
        deployments.add(changed(last, last.capabilities(), pool, last.subscription()));
        return this;
    }

    /// The owner of a credential of the last deployment has limited it.
    public Landscape limited(String credential, QuotaWindow... windows) {
        DeploymentRoute last = deployments.getLast();
        pools.add(
                new QuotaPool(
                        QuotaPool.idOf(new CredentialId(credential)),
                        last.provider(),
                        last.account(),
                        null,
                        false,
                        List.of(windows)));
        return this;
    }

    /// Only this workspace may use the last deployment.
    public Landscape ownedBy(WorkspaceId workspace) {
        DeploymentRoute last = deployments.removeLast();
        ModelRoute name = models.removeLast();
        DeploymentId id = ownId(last.provider(), workspace, last.upstreamModel());
        deployments.add(
                new DeploymentRoute(
                        id,
                        last.provider(),
                        workspace + "/default",
                        last.upstreamModel(),
                        last.displayName(),
                        last.capabilities(),
                        last.contextWindow(),
                        last.maxOutputTokens(),
                        last.dialect(),
                        last.maySeeTraining(),
                        last.free(),
                        last.subscription(),
                        last.price(),
                        null,
                        last.quotaPool(),
                        last.credentialRequired(),
                        workspace,
                        last.priority(),
                        last.credentials(),
                        last.health()));
        models.add(new ModelRoute(name.id(), name.ownedBy(), List.of(id)));
        return this;
    }

    /// All deployments so far offer this instead.
    public Landscape offering(Set<Capability> capabilities) {
        deployments.replaceAll(route -> offering(route, capabilities));
        return this;
    }

    public Landscape lastOffering(Set<Capability> capabilities) {
        deployments.add(offering(deployments.removeLast(), capabilities));
        return this;
    }

    private static DeploymentRoute offering(DeploymentRoute route, Set<Capability> capabilities) {
        return changed(route, capabilities, route.quotaPool(), route.subscription());
    }

    private static DeploymentRoute changed(
            DeploymentRoute route,
            Set<Capability> capabilities,
            @Nullable String pool,
            boolean subscription) {
        return new DeploymentRoute(
                route.id(),
                route.provider(),
                route.account(),
                route.upstreamModel(),
                route.displayName(),
                capabilities,
                route.contextWindow(),
                route.maxOutputTokens(),
                route.dialect(),
                route.maySeeTraining(),
                route.free(),
                subscription,
                route.price(),
                null,
                pool,
                route.credentialRequired(),
                route.workspace(),
                route.priority(),
                route.credentials(),
                route.health());
    }

    /// A chain in this order; each element is `provider/model`.
    public Landscape alias(String name, String... chain) {
        List<List<DeploymentId>> tiers = new ArrayList<>();
        for (String element : chain) {
            int slash = element.indexOf('/');
            tiers.add(List.of(id(element.substring(0, slash), element.substring(slash + 1))));
        }
        aliases.add(
                new AliasRoute(
                        name,
                        "tests",
                        Strategy.QUALITY_FIRST,
                        null,
                        Set.of(),
                        0,
                        false,
                        false,
                        false,
                        null,
                        null,
                        tiers));
        return this;
    }

    /// One tier of these, free ones first; a conversation stays with one of those that are equally
    /// good.
    public Landscape aliasOfEquals(String name, String... equals) {
        List<DeploymentId> tier = new ArrayList<>();
        for (String element : equals) {
            int slash = element.indexOf('/');
            tier.add(id(element.substring(0, slash), element.substring(slash + 1)));
        }
        return aliasOfOneTier(name, tier);
    }

    public Landscape aliasOfOneTier(String name, List<DeploymentId> tier) {
        aliases.add(
                new AliasRoute(
                        name,
                        "tests",
                        Strategy.FREE_FIRST,
                        null,
                        Set.of(),
                        0,
                        false,
                        false,
                        true,
                        null,
                        null,
                        List.of(tier)));
        return this;
    }

    /// So many of the last alias's conversations ask this model first.
    public Landscape sharing(double percent, String element) {
        int slash = element.indexOf('/');
        AliasRoute last = aliases.removeLast();
        AliasShare share =
                new AliasShare(
                        element,
                        null,
                        percent,
                        null,
                        List.of(id(element.substring(0, slash), element.substring(slash + 1))),
                        null);
        List<AliasShare> shares = new ArrayList<>(last.shares());
        shares.add(share);
        aliases.add(last.with(shares));
        return this;
    }

    /// The last alias lets others go on with an answer that broke off.
    public Landscape goesOn() {
        return lastAlias(true, aliases.getLast().deadlines(), null);
    }

    /// The last alias has deadlines of its own.
    public Landscape within(AliasDeadlines deadlines) {
        return lastAlias(aliases.getLast().continuation(), deadlines, null);
    }

    /// Answers of the last alias are kept.
    public Landscape keptFor(int seconds) {
        return lastAlias(false, null, seconds);
    }

    /// The last alias may spend so much.
    public Landscape spending(Spending spending) {
        AliasRoute last = aliases.removeLast();
        aliases.add(
                new AliasRoute(
                        last.name(),
                        last.useCase(),
                        last.strategy(),
                        spending,
                        last.needs(),
                        last.context(),
                        last.allowTraining(),
                        last.continuation(),
                        last.cacheAffinity(),
                        last.deadlines(),
                        last.cacheTtlSeconds(),
                        last.tiers()));
        return this;
    }

    private Landscape lastAlias(
            boolean continuation,
            @Nullable AliasDeadlines deadlines,
            @Nullable Integer cacheTtlSeconds) {
        AliasRoute last = aliases.removeLast();
        aliases.add(
                new AliasRoute(
                        last.name(),
                        last.useCase(),
                        last.strategy(),
                        last.spending(),
                        last.needs(),
                        last.context(),
                        last.allowTraining(),
                        continuation,
                        last.cacheAffinity(),
                        deadlines,
                        cacheTtlSeconds,
                        last.tiers()));
        return this;
    }

    public RoutingTable table() {
        return RoutingTable.compile(
                new RoutingSnapshot(
                        VERSIONS.incrementAndGet(),
                        Instant.parse("2026-11-22T00:00:00Z"),
                        providers,
                        deployments,
                        pools,
                        models,
                        aliases,
                        0));
    }

    public static DeploymentId ownId(String provider, WorkspaceId workspace, String model) {
        return new DeploymentId("dep_%s:%s/default:%s".formatted(provider, workspace, model));
    }

    public static DeploymentId id(String provider, String model) {
        return new DeploymentId("dep_%s:default:%s".formatted(provider, model));
    }

    public static String secret(String ref) {
        return AgentToken.PREFIX + ref + "_secretsecretsecretsecret";
    }

    public static AgentToken token(String ref) {
        return token(ref, List.of(), Spending.PAID_OK, Set.of("gate:chat"), false);
    }

    public static AgentToken token(
            String ref,
            List<String> models,
            Spending spending,
            Set<String> scopes,
            boolean revoked) {
        return token(WORKSPACE, ref, models, spending, scopes, revoked);
    }

    public static AgentToken token(WorkspaceId workspace, String ref) {
        return token(
                workspace,
                ref,
                List.of(),
                Spending.PAID_OK,
                Set.of("gate:chat", "gate:models"),
                false);
    }

    private static AgentToken token(
            WorkspaceId workspace,
            String ref,
            List<String> models,
            Spending spending,
            Set<String> scopes,
            boolean revoked) {
        return new AgentToken(
                ref,
                new AgentId("agt_" + ref),
                workspace,
                "agent " + ref,
                sha256(secret(ref)),
                scopes,
                models,
                spending,
                AgentLimits.NONE,
                revoked,
                1,
                TokenLife.UNTIL_REVOKED,
                CapturePolicy.GATEWAY,
                List.of(),
                List.of(),
                null);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.spidergate.routing;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.Deadlines;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.contracts.routing.LackingCapability;
import io.spidergate.contracts.routing.ModelRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.contracts.routing.RoutingHealth;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.contracts.routing.Strategy;
import io.spidergate.money.TokenPrice;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Small worlds to plan in; the random ones are a function of their seed.
final class Snapshots {

    static final WorkspaceId OTHER = new WorkspaceId("ws_other");
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Snapshots() {}

    static RoutingSnapshot of(List<DeploymentRoute> deployments, AliasRoute... aliases) {
        return new RoutingSnapshot(
                7,
                NOW,
                List.of(provider("open", false), provider("curious", true)),
                deployments,
                List.of(pool(0), pool(1), pool(2)),
                List.of(
                        new ModelRoute(
                                "m",
                                "open",
                                deployments.stream().map(DeploymentRoute::id).toList())),
                List.of(aliases),
                0);
    }

    static QuotaPool pool(int number) {
        return new QuotaPool(
                "pool_" + number,
                "open",
                "default",
                null,
                number == 0,
                List.of(new QuotaWindow(QuotaUnit.REQUESTS, 30, 60, QuotaReset.ROLLING)));
    }

    static ProviderRoute provider(String id, boolean trains) {
        return new ProviderRoute(
                id,
                id,
                URI.create("https://" + id + ".example/v1"),
                Dialect.OPENAI,
                AuthScheme.BEARER,
                false,
                trains,
                null,
                List.of(),
                List.of(),
                Deadlines.DEFAULT);
    }

    static DeploymentRoute deployment(String model) {
        return new DeploymentRoute(
                new DeploymentId("dep_open:default:" + model),
                "open",
                "default",
                model,
                model,
                Set.of(Capability.CHAT),
                8_000,
                4_000,
                null,
                null,
                true,
                false,
                null,
                null,
                null,
                true,
                null,
                10,
                List.of(new CredentialId("cred_1")),
                DeploymentHealth.HEALTHY);
    }

    /// Most may be used by all; of the others half are another's.
    private static @Nullable WorkspaceId randomOwner(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> WorkspaceId.DEFAULT;
            case 1 -> OTHER;
            default -> null;
        };
    }

    static AliasRoute alias(String name, Strategy strategy, List<List<DeploymentId>> tiers) {
        return alias(name, strategy, null, tiers);
    }

    static AliasRoute alias(
            String name,
            Strategy strategy,
            @Nullable Spending spending,
            List<List<DeploymentId>> tiers) {
        return new AliasRoute(
                name,
                "a task",
                strategy,
                spending,
                Set.of(Capability.CHAT),
                0,
                false,
                false,
                false,
                null,
                null,
                tiers);
    }

    static RoutingSnapshot random(long seed) {
        Random random = new Random(seed);
        List<DeploymentRoute> deployments = new ArrayList<>();
        int size = 1 + random.nextInt(24);
        for (int i = 0; i < size; i++) {
            deployments.add(randomDeployment(random, i));
        }
        return of(deployments, randomAlias(random, deployments));
    }

    private static DeploymentRoute randomDeployment(Random random, int index) {
        String provider = random.nextInt(4) == 0 ? "curious" : "open";
        boolean free = random.nextBoolean();
        return new DeploymentRoute(
                new DeploymentId("dep_%s:default:m%d".formatted(provider, index)),
                provider,
                "default",
                "m" + index,
                "m" + index,
                random.nextBoolean()
                        ? Set.of(Capability.CHAT, Capability.VISION)
                        : Set.of(Capability.CHAT),
                random.nextInt(4) * 4_000,
                random.nextInt(3) * 2_000,
                null,
                random.nextInt(4) == 0 ? random.nextBoolean() : null,
                free,
                free && random.nextBoolean(),
                random.nextInt(3) == 0 ? null : randomPrice(random),
                null,
                random.nextInt(3) == 0 ? null : "pool_" + index % 3,
                random.nextInt(5) != 0,
                randomOwner(random),
                10 * random.nextInt(1, 3),
                randomCredentials(random),
                randomHealth(random));
    }

    private static List<CredentialId> randomCredentials(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> List.of();
            case 1 -> List.of(new CredentialId("cred_" + random.nextInt(4)));
            default -> List.of(new CredentialId("cred_0"), new CredentialId("cred_1"));
        };
    }

    private static TokenPrice randomPrice(Random random) {
        return new TokenPrice(random.nextInt(4), 0, random.nextInt(4));
    }

    private static DeploymentHealth randomHealth(Random random) {
        DeploymentHealth health = randomTrouble(random);
        return random.nextInt(3) > 0
                ? health
                : health.lacking(
                        List.of(
                                new LackingCapability(
                                        random.nextBoolean()
                                                ? Capability.VISION
                                                : Capability.REASONING,
                                        NOW.minusSeconds(60),
                                        NOW.plusSeconds(random.nextInt(60) - 30),
                                        random.nextBoolean() ? null : "gw_other")));
    }

    private static DeploymentHealth randomTrouble(Random random) {
        return switch (random.nextInt(4)) {
            case 0 ->
                    DeploymentHealth.cooling(
                            NOW.plusSeconds(random.nextInt(60) - 30),
                            "busy",
                            random.nextBoolean() ? null : "gw_other");
            case 1 -> DeploymentHealth.degraded("busy");
            case 2 ->
                    DeploymentHealth.HEALTHY.besides(
                            null,
                            100 * random.nextInt(1, 9),
                            List.of(new CredentialId("cred_" + random.nextInt(4))));
            default -> DeploymentHealth.HEALTHY;
        };
    }

    static RoutingHealth randomHealth(RoutingSnapshot snapshot, Random random) {
        return new RoutingHealth(
                1 + random.nextInt(9),
                NOW,
                snapshot.deployments().stream()
                        .filter(it -> random.nextBoolean())
                        .map(it -> new RoutingHealth.Standing(it.id(), randomHealth(random)))
                        .toList());
    }

    private static AliasRoute randomAlias(Random random, List<DeploymentRoute> deployments) {
        List<List<DeploymentId>> tiers =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int picks = random.nextInt(40); picks > 0; picks--) {
            DeploymentRoute picked = deployments.get(random.nextInt(deployments.size()));
            tiers.get(random.nextInt(3)).add(picked.id());
        }
        Strategy[] strategies = Strategy.values();
        Spending spending = random.nextBoolean() ? null : Spending.values()[random.nextInt(3)];
        return alias("task", strategies[random.nextInt(strategies.length)], spending, tiers);
    }
}

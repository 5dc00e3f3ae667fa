package io.spidergate.vault.rotation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.contracts.vault.KeysetView;
import io.spidergate.vault.FreshIds;
import io.spidergate.vault.audit.AuditFact;
import io.spidergate.vault.audit.AuditTrail;
import io.spidergate.vault.keyset.LiveKeyset;
import io.spidergate.vault.keyset.SealingKey;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Follows the keyset's file and brings everything under its primary key, as soon as every replica
/// has that.
@Singleton
public final class Rotation {

    private static final Logger LOG = Logger.getLogger(Rotation.class);

    private final LiveKeyset keyset;
    private final Rewrapping rewrapping;
    private final PostgresWrappings tables;
    private final PostgresReplicas replicas;
    private final AuditTrail audit;
    private final RotationConfig config;
    private final String replica;
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("keyset-rotation").daemon().factory());

    private @Nullable ScheduledFuture<?> ticking;

    Rotation(
            LiveKeyset keyset,
            Rewrapping rewrapping,
            PostgresWrappings tables,
            PostgresReplicas replicas,
            AuditTrail audit,
            RotationConfig config,
            FreshIds ids) {
        this.keyset = keyset;
        this.rewrapping = rewrapping;
        this.tables = tables;
        this.replicas = replicas;
        this.audit = audit;
        this.config = config;
        this.replica = ids.next("vault_");
    }

    void start(@Observes StartupEvent event) {
        ticking =
                ticker.scheduleWithFixedDelay(
                        this::tickSafely, 0, config.every().toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        if (ticking != null) {
            ticking.cancel(false);
        }
        ticker.shutdownNow();
        QuarkusTransaction.requiringNew().run(() -> replicas.gone(replica));
    }

    private void tickSafely() {
        try {
            tick();
        } catch (RuntimeException e) {
            // One fault must not end all ticks to come.
            LOG.errorf("the keyset was not looked after this time: %s", e.getMessage());
        }
    }

    private void tick() {
        keyset.reload();
        List<Set<Integer>> running =
                QuarkusTransaction.requiringNew()
                        .call(() -> replicas.seen(replica, keyset.keyIds(), config.replicaLife()));
        keyset.sealWith(SealingKey.of(keyset.keyIds(), running));
        rewrapping.run();
    }

    public KeysetView view() {
        return QuarkusTransaction.requiringNew().call(this::read);
    }

    private KeysetView read() {
        Map<Integer, Long> counts = tables.credentialsByKey();
        List<Integer> ids = keyset.keyIds();
        return new KeysetView(
                ids.stream()
                        .map(id ->
                                new KeysetView.Key(
                                        Rewrapping.id(id),
                                        id.equals(ids.getFirst()),
                                        id == keyset.sealing(),
                                        counts.getOrDefault(id, 0L)))
                        .toList(),
                replicas.all().size(),
                rewrapping.unreadable(),
                keyset.trouble());
    }

    /// What came of a wish to change the keyset.
    public sealed interface Wish {

        record Granted(KeysetView view) implements Wish {}

        record NotSettled() implements Wish {}

        record ReadOnly() implements Wish {}

        record InUse() implements Wish {}
    }

    /// Makes a fresh key the primary one, in the file.
    public Wish rotate(String actor) {
        return change(() -> {
            if (!view().settled()) {
                return new Wish.NotSettled();
            }
            keyset.rotate();
            long key = Rewrapping.id(keyset.keyIds().getFirst());
            audit.append(
                    List.of(new AuditFact(AuditFact.Action.ROTATED, null, actor, "to key " + key)));
            return new Wish.Granted(view());
        });
    }

    /// Takes the keys out of the file that nothing lies under.
    public Wish retire(String actor) {
        return change(() -> {
            KeysetView view = view();
            if (!view.settled() || view.keys().stream().anyMatch(Rotation::isInUse)) {
                return new Wish.InUse();
            }
            Set<Integer> unused =
                    keyset.keyIds().stream().skip(1).collect(Collectors.toUnmodifiableSet());
            if (unused.isEmpty()) {
                return new Wish.Granted(view);
            }
            keyset.retire(unused);
            String detail = unused.size() + " keys";
            audit.append(List.of(new AuditFact(AuditFact.Action.RETIRED, null, actor, detail)));
            return new Wish.Granted(view());
        });
    }

    /// One replica at a time changes the file, and only what it has read just now.
    private Wish change(Supplier<Wish> change) {
        if (!keyset.isWritable()) {
            return new Wish.ReadOnly();
        }
        Wish wish =
                QuarkusTransaction.requiringNew()
                        .call(() -> {
                            replicas.lock();
                            keyset.reload();
                            return change.get();
                        });
        ticker.execute(this::tickSafely);
        return wish;
    }

    private static boolean isInUse(KeysetView.Key key) {
        return !key.primary() && key.credentials() > 0;
    }
}

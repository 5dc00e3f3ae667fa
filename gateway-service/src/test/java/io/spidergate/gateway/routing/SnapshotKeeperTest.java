package io.spidergate.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.routing.RoutingTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotKeeperTest {

    private static final Supplier<RoutingSnapshot> ROUTER_AWAY =
            () -> {
                throw new IllegalStateException("connection refused");
            };

    @TempDir Path directory;

    private final NewestTable newest = new NewestTable();
    private SnapshotFile file;
    private SnapshotKeeper keeper;

    @BeforeEach
    void place() {
        file = new SnapshotFile(directory.resolve("deep/snapshot.json"), Snapshots.JSON);
    }

    @AfterEach
    void close() throws InterruptedException {
        keeper.close();
    }

    @Test
    void asksTheRouterWhenKafkaIsSilentAndKeepsTheAnswer() {
        start(() -> Snapshots.empty(7));

        await().untilAsserted(() -> assertThat(version()).isEqualTo(7));
        await().untilAsserted(() -> assertThat(file.load()).contains(Snapshots.empty(7)));
    }

    @Test
    void servesFromDiskWhenNeitherIsThere() throws Exception {
        file.save(Snapshots.empty(4));
        start(ROUTER_AWAY);

        await().untilAsserted(() -> assertThat(version()).isEqualTo(4));
        assertThat(keeper.waitingFor())
                .isEqualTo("router-service gives no snapshot: connection refused");
    }

    @Test
    void replacesWhatCameFromDiskWhenTheRouterReturns() throws Exception {
        file.save(Snapshots.empty(4));
        AtomicBoolean back = new AtomicBoolean();
        start(() -> back.get() ? Snapshots.empty(9) : ROUTER_AWAY.get());
        await().untilAsserted(() -> assertThat(version()).isEqualTo(4));

        back.set(true);

        await().untilAsserted(() -> assertThat(version()).isEqualTo(9));
    }

    @Test
    void survivesADamagedFile() throws Exception {
        file.save(Snapshots.empty(4));
        Files.writeString(directory.resolve("deep/snapshot.json"), "{\"version\":");
        AtomicBoolean back = new AtomicBoolean();
        start(() -> back.get() ? Snapshots.empty(5) : ROUTER_AWAY.get());
        await().untilAsserted(() -> assertThat(keeper.waitingFor()).contains("connection refused"));
        assertThat(newest.current()).isNull();

        back.set(true);

        await().untilAsserted(() -> assertThat(version()).isEqualTo(5));
    }

    private long version() {
        RoutingTable table = newest.current();
        return table == null ? 0 : table.version();
    }

    private void start(Supplier<RoutingSnapshot> router) {
        keeper =
                new SnapshotKeeper(
                        newest, router, file, Duration.ofMillis(20), Duration.ofMillis(50));
        keeper.start();
    }
}

package io.spidergate.vault.rotation;

import static io.spidergate.vault.VaultCalls.BASE;
import static io.spidergate.vault.VaultCalls.added;
import static io.spidergate.vault.VaultCalls.as;
import static io.spidergate.vault.VaultCalls.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.vault.lease.Gateway;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// The key-encryption key is replaced while credentials are asked for.
@QuarkusTest
class RotationTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject DataSource dataSource;

    @Test
    void everythingComesUnderTheNewKeyWhileLeasesGoOn() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            ids.add(added("rotate-many", "sk-rotate-many-1234567890-" + i));
        }
        long before = primary(view());
        AtomicBoolean going = new AtomicBoolean(true);
        AtomicInteger leased = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(callers.submit(() -> leaseOn(ids, going, leased)));
            }
            await().atMost(SOON).until(() -> leased.get() > 20);

            rotate().then().statusCode(200);
            await().atMost(SOON).untilAsserted(() -> assertSettled(view()));
            int sofar = leased.get();
            await().atMost(SOON).until(() -> leased.get() > sofar + 20);
            going.set(false);
            for (Future<?> caller : all) {
                caller.get();
            }
        }

        JsonPath after = view();
        assertThat(primary(after)).isNotEqualTo(before);
        assertThat(credentialsUnder(after, before)).isZero();
        as(ServiceName.OPERATOR).post(BASE + "/keyset/retire").then().statusCode(200);
        assertThat(view().getList("keys")).hasSize(1);
        assertThat(actions()).contains("retired");
        assertThat(new Gateway("gw-after").lease(ids.subList(0, 100)).jsonPath().getList("leases"))
                .hasSize(100);
        ids.forEach(id -> remove(id));
    }

    @Test
    void theOldKeySealsOnUntilEveryReplicaHasTheNewOne() throws Exception {
        settled();
        long before = primary(view());
        replica("vault_elsewhere", (int) before);
        try {
            rotate().then().statusCode(200);
            String id = added("rotate-slow", "sk-rotate-slow-1234567890");

            assertThat(actions()).contains("rotated");
            JsonPath waiting = view();
            assertThat(primary(waiting)).isNotEqualTo(before);
            assertThat(waiting.getBoolean("keys.find { it.id == " + before + " }.sealing"))
                    .isTrue();
            assertThat(credentialsUnder(waiting, before)).isPositive();
            assertThat(rotate().jsonPath().getString("code")).isEqualTo("keyset_not_settled");
            assertThat(retire().jsonPath().getString("code")).isEqualTo("keyset_in_use");

            replica("vault_elsewhere", (int) before, (int) primary(waiting));
            await().atMost(SOON).untilAsserted(() -> assertSettled(view()));
            remove(id);
        } finally {
            gone("vault_elsewhere");
        }
    }

    @Test
    void aRowThatNoKeyOpensIsCountedAndNothingWaitsForIt() throws Exception {
        settled();
        String moved = added("rotate-moved", "sk-rotate-moved-1234567890");
        String sound = added("rotate-sound", "sk-rotate-sound-1234567890");
        rename(moved, "rotate-moved-away");
        long before = primary(view());

        rotate().then().statusCode(200);
        await().atMost(SOON)
                .untilAsserted(() -> {
                    assertThat(view().getLong("unreadable")).isEqualTo(1);
                    assertThat(credentialsUnder(view(), before)).isEqualTo(1);
                });

        assertThat(retire().jsonPath().getString("code")).isEqualTo("keyset_in_use");
        assertThat(new Gateway("gw-sound").lease(List.of(sound)).jsonPath().getList("leases"))
                .hasSize(1);
        remove(moved);
        await().atMost(SOON).untilAsserted(() -> assertThat(view().getLong("unreadable")).isZero());
        retire().then().statusCode(200);
        remove(sound);
    }

    @Test
    void onlyTheOperatorMayChangeTheKeyset() {
        assertThat(as(ServiceName.GATEWAY).post(BASE + "/keyset/rotate").statusCode())
                .isEqualTo(403);
        assertThat(as(ServiceName.DASHBOARD).post(BASE + "/keyset/retire").statusCode())
                .isEqualTo(403);
        assertThat(as(ServiceName.ROUTER).get(BASE + "/keyset").statusCode()).isEqualTo(403);
    }

    private static Void leaseOn(List<String> ids, AtomicBoolean going, AtomicInteger leased)
            throws Exception {
        Gateway gateway = new Gateway("gw-rotation");
        while (going.get()) {
            int from = leased.get() % (ids.size() - 10);
            JsonPath answer = gateway.lease(ids.subList(from, from + 10)).jsonPath();
            assertThat(answer.getList("refusals")).isEmpty();
            assertThat(answer.getList("leases")).hasSize(10);
            leased.incrementAndGet();
        }
        return null;
    }

    private static void settled() {
        await().atMost(SOON).untilAsserted(() -> assertSettled(view()));
        retire().then().statusCode(200);
    }

    private static void assertSettled(JsonPath view) {
        long primary = primary(view);
        assertThat(view.getBoolean("keys[0].sealing")).isTrue();
        view.<Map<String, Object>>getList("keys").stream()
                .filter(key -> ((Number) key.get("id")).longValue() != primary)
                .forEach(key -> assertThat(key).containsEntry("credentials", 0));
    }

    private static JsonPath view() {
        return as(ServiceName.OPERATOR)
                .get(BASE + "/keyset")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static long primary(JsonPath view) {
        return view.getLong("keys[0].id");
    }

    private static long credentialsUnder(JsonPath view, long key) {
        return view.<Map<String, Object>>getList("keys").stream()
                .filter(it -> ((Number) it.get("id")).longValue() == key)
                .mapToLong(it -> ((Number) it.get("credentials")).longValue())
                .sum();
    }

    private static Response rotate() {
        return as(ServiceName.OPERATOR).post(BASE + "/keyset/rotate");
    }

    private static Response retire() {
        return as(ServiceName.OPERATOR).post(BASE + "/keyset/retire");
    }

    private static List<String> actions() {
        return as(ServiceName.OPERATOR).get(BASE + "/audit?limit=10").jsonPath().getList("action");
    }

    /// Another vault, with these keys; it says so into the future, for it says it once.
    private void replica(String name, Integer... keys) throws SQLException {
        execute(
                """
                INSERT INTO vault.keyset_replica (replica, key_ids, seen_at)
                VALUES (?, ?, now() + interval '1 h')
                ON CONFLICT (replica) DO UPDATE SET key_ids = EXCLUDED.key_ids
                """,
                name,
                keys);
    }

    private void gone(String name) throws SQLException {
        execute("DELETE FROM vault.keyset_replica WHERE replica = ?", name);
    }

    private void rename(String id, String provider) throws SQLException {
        execute("UPDATE vault.credential SET provider = ? WHERE id = ?", provider, id);
    }

    private void execute(String sql, Object... arguments) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < arguments.length; at++) {
                if (arguments[at] instanceof Integer[] keys) {
                    statement.setArray(at + 1, connection.createArrayOf("int4", keys));
                } else {
                    statement.setObject(at + 1, arguments[at]);
                }
            }
            statement.executeUpdate();
        }
    }
}

package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.contracts.identity.ServiceName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a provider says that an account has used is read with a key of its own, and held against
/// the ledger.
@ExtendWith(RunningSuite.Extension.class)
class ReconcileIT {

    private static final String KEY = "sim-key-reconciled";
    private static final String ADMIN = "sim-admin-reconciled";
    private static final String OWN = "dep_sim-deluxe:ws_reconciled/default:deluxe-pro";

    @Test
    void theProvidersCountIsTheLedgersUntilSomebodyElseUsesTheAccount(RunningSuite suite) {
        String token = suite.newToken("--workspace", "ws_reconciled");
        String own = keyOfItsOwn(suite);
        Command ordinary = add(suite, "sim-ordinary-key");
        assertThat(ordinary.exitCode()).isEqualTo(1);
        assertThat(ordinary.err()).contains("wants an admin key");
        add(suite, ADMIN).succeeded();
        String reader = credential(suite, "reading usage");
        try {
            awaitServedBy(suite, token);
            GatewayHttp gateway = new GatewayHttp(suite.gateways().getLast(), token);
            for (int i = 0; i < 20; i++) {
                gateway.servedBy("deluxe-pro");
            }

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> {
                        JsonNode day = today(suite);
                        assertThat(day.path("ledger").path("nanoUsd").asLong()).isPositive();
                        assertThat(day.path("ledger").path("attempts").asLong())
                                .isGreaterThanOrEqualTo(21);
                        assertThat(day.path("differenceNanoUsd").asLong(-1)).isZero();
                    });

            suite.simulator().chat("sim-deluxe", KEY, "deluxe-pro");

            assertThat(today(suite).path("differenceNanoUsd").asLong()).isPositive();
            assertThat(suite.cli("reconcile", "show", "--provider", "sim-deluxe").succeeded())
                    .containsPattern("sim-deluxe +ws_reconciled/default .*in progress")
                    .contains("sim-deluxe, account ws_reconciled/default: read at");
        } finally {
            suite.cli("credential", "remove", own).succeeded();
            suite.cli("credential", "remove", reader).succeeded();
        }
        assertThat(suite.cli("ledger", "audit").succeeded()).endsWith("drift $0");
    }

    private static Command add(RunningSuite suite, String key) {
        return suite.cli(
                "reconcile",
                "add",
                "--provider",
                "sim-deluxe",
                "--key",
                key,
                "--workspace",
                "ws_reconciled",
                "--of",
                accountOf(KEY));
    }

    private static String keyOfItsOwn(RunningSuite suite) {
        return suite.internal("vault", ServiceName.VAULT)
                .post(
                        "/internal/vault/v1/credentials",
                        "{\"workspace\":\"ws_reconciled\",\"provider\":\"sim-deluxe\",\"secret\":\"%s\"}"
                                .formatted(KEY))
                .path("id")
                .asText();
    }

    private static String credential(RunningSuite suite, String usedFor) {
        return suite.cli("credential", "list")
                .succeeded()
                .lines()
                .filter(line -> line.contains(usedFor))
                .map(line -> line.split(" ", 2)[0])
                .findFirst()
                .orElseThrow();
    }

    private static void awaitServedBy(RunningSuite suite, String token) {
        for (var gateway : suite.gateways()) {
            await().atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() ->
                            assertThat(new GatewayHttp(gateway, token).servedBy("deluxe-pro"))
                                    .isEqualTo(OWN));
        }
    }

    private static JsonNode today(RunningSuite suite) {
        for (JsonNode account :
                suite.billing()
                        .post("/internal/billing/v1/reconciliation/read", "{}")
                        .path("accounts")) {
            if (account.path("account").asText().equals("ws_reconciled/default")) {
                return account.path("days").path(0);
            }
        }
        throw new AssertionError("the account is not read");
    }

    /// As the simulator names the account of a key.
    private static String accountOf(String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8));
            return "acct-" + HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

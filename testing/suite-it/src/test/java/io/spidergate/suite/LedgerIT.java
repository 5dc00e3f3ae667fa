package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The ledger is audited and corrected by the command line.
@ExtendWith(RunningSuite.Extension.class)
class LedgerIT {

    @Test
    void isRightBeforeAndAfterACorrection(RunningSuite suite) {
        String token = suite.newToken("--budget-usd", "1");
        String tokenRef = token.split("_", -1)[2];
        GatewayHttp gateway = new GatewayHttp(suite.gateway(), token);
        assertThat(
                        gateway.post("/v1/chat/completions", GatewayHttp.chat("deluxe-pro"))
                                .statusCode())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> spent(suite, tokenRef) > 0);
        long before = spent(suite, tokenRef);

        Command corrected = correct(suite, tokenRef);

        assertThat(corrected.succeeded()).startsWith("Entry cor_").contains("by $-0.25");
        assertThat(spent(suite, tokenRef)).isEqualTo(before - 250_000_000);
        assertThat(correct(suite, tokenRef).exitCode()).isEqualTo(1);
        assertThat(suite.cli("ledger", "audit").succeeded()).endsWith("drift $0");
    }

    private static Command correct(RunningSuite suite, String tokenRef) {
        return suite.cli(
                "ledger",
                "correct",
                "--token",
                tokenRef,
                "--usd",
                "-0.25",
                "--reason",
                "charged twice",
                "--reference",
                "INV-1");
    }

    private static long spent(RunningSuite suite, String tokenRef) {
        return suite.billing()
                .get("/internal/billing/v1/agent-tokens/" + tokenRef + "/spend")
                .path("totalNanoUsd")
                .asLong();
    }
}

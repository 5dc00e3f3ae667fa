package io.spidergate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.contracts.billing.JwtIdentity;
import io.spidergate.launcher.console.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class IdentityOptionsTest {

    @Test
    void claimsAreReadUpToTheirFirstEqualsSign() {
        assertThat(
                        read(
                                "--jwt-issuer",
                                "https://cluster",
                                "--jwt-audience",
                                "search",
                                "--jwt-claim",
                                "sub=system:serviceaccount:ns:a=b",
                                "--jwt-claim",
                                "/kubernetes.io/namespace=ns"))
                .isEqualTo(
                        new JwtIdentity(
                                "https://cluster",
                                "search",
                                Map.of(
                                        "sub", "system:serviceaccount:ns:a=b",
                                        "/kubernetes.io/namespace", "ns")));
    }

    @Test
    void noneTakesItAwayAndNothingLeavesIt() {
        assertThat(read("--jwt-issuer", "none")).isEqualTo(JwtIdentity.NONE);
        assertThat(read()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--jwt-claim sub=a | need --jwt-issuer",
                "--jwt-audience a | need --jwt-issuer",
                "--jwt-issuer none --jwt-claim sub=a | leaves nothing to claim",
                "--jwt-issuer i --jwt-claim sub | must be NAME=VALUE, got 'sub'",
                "--jwt-issuer i --jwt-claim =a | must be NAME=VALUE, got '=a'",
                "--jwt-issuer i --jwt-claim a=1 --jwt-claim a=2 | names 'a' twice",
            })
    void whatIsWrongIsRefusedByItsOption(String line, String why) {
        assertThatThrownBy(() -> read(line.split(" ")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(why);
    }

    private static JwtIdentity read(String... arguments) {
        return CommandLine.populateCommand(new IdentityOptions(), arguments).identity();
    }
}

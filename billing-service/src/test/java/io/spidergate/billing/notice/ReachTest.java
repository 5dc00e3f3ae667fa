package io.spidergate.billing.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {

    private static final Reach PUBLIC = new Reach(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.9",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::7f00:1",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "fec0::1",
                "ff02::1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "2001::1",
                "2001:db8::1"
            })
    void whatIsNotPublicIsNotReached(String address) {
        assertThat(PUBLIC.allows(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "93.184.216.34",
                "172.15.255.255",
                "172.32.0.0",
                "100.128.0.0",
                "169.253.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::1",
                "64:ff9b::1.1.1.1",
                "2002:101:101::1"
            })
    void whatIsPublicIsReached(String address) {
        assertThat(PUBLIC.allows(InetAddress.ofLiteral(address))).isTrue();
        assertThat(PUBLIC.isNamed(InetAddress.ofLiteral(address))).isFalse();
    }

    @Test
    void whatTheOperatorAllowsIsReachedAndNoMore() {
        Reach reach = new Reach(List.of(Network.of("10.1.0.0/20"), Network.of("::1")));

        assertThat(reach.allows(InetAddress.ofLiteral("10.1.15.255"))).isTrue();
        assertThat(reach.allows(InetAddress.ofLiteral("::1"))).isTrue();
        assertThat(reach.allows(InetAddress.ofLiteral("10.1.16.0"))).isFalse();
        assertThat(reach.allows(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::/129", "/8"})
    void whatIsNoNetworkIsNone(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }
}

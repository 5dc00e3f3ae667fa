package io.spidergate.billing.notice;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses a webhook may be called at: public ones, and those that the operator has
/// allowed. Whoever may name a URL must not reach by it what only this service can reach.
///
/// @param allowed besides public addresses
record Reach(List<Network> allowed) {

    /// Not public, by the registries of IANA (RFC 6890 and its updates), and addresses of clouds'
    /// metadata that are public in form.
    private static final List<Network> RESERVED =
            Stream.of(
                            "0.0.0.0/8",
                            "10.0.0.0/8",
                            "100.64.0.0/10",
                            "127.0.0.0/8",
                            "168.63.129.16",
                            "169.254.0.0/16",
                            "172.16.0.0/12",
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "192.88.99.0/24",
                            "192.168.0.0/16",
                            "198.18.0.0/15",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            "224.0.0.0/4",
                            "240.0.0.0/4",
                            "64:ff9b:1::/48",
                            "2001::/23",
                            "2001:db8::/32",
                            "3fff::/20")
                    .map(Network::of)
                    .toList();

    /// All that is assigned for hosts everywhere; the rest of IPv6 is local, special or nobody's.
    private static final Network GLOBAL_IPV6 = Network.of("2000::/3");

    /// They carry an IPv4 address, to which a router may send what is sent to them.
    private static final Network NAT64 = Network.of("64:ff9b::/96");

    private static final Network SIX_TO_FOUR = Network.of("2002::/16");

    Reach {
        allowed = List.copyOf(allowed);
    }

    boolean allows(InetAddress address) {
        return isNamed(address) || isPublic(address);
    }

    /// Allowed by the operator: there `http` is too.
    boolean isNamed(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address));
    }

    private static boolean isPublic(InetAddress address) {
        if (RESERVED.stream().anyMatch(network -> network.contains(address))) {
            return false;
        }
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return true;
        }
        if (NAT64.contains(address)) {
            return isPublic(embedded(bytes, 12));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return isPublic(embedded(bytes, 2));
        }
        return GLOBAL_IPV6.contains(address);
    }

    private static InetAddress embedded(byte[] bytes, int from) {
        byte[] four = Arrays.copyOfRange(bytes, from, from + 4);
        return InetAddress.ofLiteral(
                "%d.%d.%d.%d"
                        .formatted(four[0] & 255, four[1] & 255, four[2] & 255, four[3] & 255));
    }
}

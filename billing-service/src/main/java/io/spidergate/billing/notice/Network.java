package io.spidergate.billing.notice;

import java.net.InetAddress;
import java.util.Optional;

/// A range of IP addresses, such as `10.0.0.0/8` or `::1`.
///
/// @param first of its addresses
/// @param prefix how many leading bits all have in common
record Network(InetAddress first, int prefix) {

    /// Empty unless the text is an address of digits, alone or with `/` and a length of its prefix.
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            InetAddress first = InetAddress.ofLiteral(address);
            int bits = first.getAddress().length * Byte.SIZE;
            int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            return prefix >= 0 && prefix <= bits
                    ? Optional.of(new Network(first, prefix))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// One that stands in a source file.
    static Network of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no network: " + text));
    }

    boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        for (int at = 0; at < whole; at++) {
            if (ours[at] != theirs[at]) {
                return false;
            }
        }
        int rest = prefix % Byte.SIZE;
        int mask = 0xff << (Byte.SIZE - rest);
        return rest == 0 || (ours[whole] & mask) == (theirs[whole] & mask);
    }
}

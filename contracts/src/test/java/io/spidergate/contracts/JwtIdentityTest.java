package io.spidergate.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.billing.JwtIdentity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JwtIdentityTest {

    private static final List<String> PATTERNS = List.of("a", "ab", "abc", "b", "a*", "ab*", "b*");
    private static final List<String> VALUES = List.of("", "a", "ab", "abc", "abd", "b", "bc", "c");

    @Test
    void aPatternMeansItsTextOrWhateverBeginsSo() {
        assertThat(JwtIdentity.means("ns:a", "ns:a")).isTrue();
        assertThat(JwtIdentity.means("ns:a", "ns:ab")).isFalse();
        assertThat(JwtIdentity.means("ns:*", "ns:ab")).isTrue();
        assertThat(JwtIdentity.means("ns:*", "ns:")).isTrue();
        assertThat(JwtIdentity.means("ns:*", "n")).isFalse();
    }

    /// Every pair of patterns against every value: an overlap that is not seen would let one JWT
    /// speak for two agents, one that is none would refuse what is harmless.
    @Test
    void twoOverlapExactlyWhereOneValueCanBeMeantByBoth() {
        for (String one : PATTERNS) {
            for (String other : PATTERNS) {
                boolean meantByBoth =
                        VALUES.stream()
                                .anyMatch(value ->
                                        JwtIdentity.means(one, value)
                                                && JwtIdentity.means(other, value));
                assertThat(of("sub", one).overlaps(of("sub", other)))
                        .as("%s and %s", one, other)
                        .isEqualTo(meantByBoth);
            }
        }
    }

    @Test
    void differentClaimsTellNobodyApart() {
        assertThat(of("sub", "a").overlaps(of("email", "b"))).isTrue();
        assertThat(
                        identity("https://one", Map.of("sub", "a", "email", "x"))
                                .overlaps(
                                        identity("https://one", Map.of("sub", "b", "email", "x"))))
                .isFalse();
    }

    @Test
    void anAudienceTellsNobodyApartAndAnIssuerDoes() {
        JwtIdentity narrow = new JwtIdentity("https://one", "search", Map.of("sub", "a"));
        assertThat(narrow.overlaps(new JwtIdentity("https://one", "chat", Map.of("sub", "a"))))
                .isTrue();
        assertThat(narrow.overlaps(identity("https://two", Map.of("sub", "a")))).isFalse();
    }

    private static JwtIdentity of(String claim, String pattern) {
        return identity("https://one", Map.of(claim, pattern));
    }

    private static JwtIdentity identity(String issuer, Map<String, String> claims) {
        return new JwtIdentity(issuer, null, claims);
    }
}

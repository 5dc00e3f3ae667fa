package io.spidergate.dashboard.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.strings;

import io.spidergate.dashboard.throttle.TryLimit;
import io.spidergate.dashboard.throttle.TryLimit.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void fourFailuresLeaveTheDoorOpen() {
        assertThat(TryLimit.decide(failures(4), NOW)).isEqualTo(new Decision.Open(NOW));
    }

    @Test
    void theFifthClosesItUntilTheFirstIsAMinuteOld() {
        // The oldest of the five was 50 seconds ago.
        assertThat(TryLimit.decide(failures(5), NOW))
                .isEqualTo(new Decision.Closed(Duration.ofSeconds(11)));
    }

    @Test
    void oldFailuresDoNotCount() {
        List<Instant> old = IntStream.range(0, 50).mapToObj(i -> NOW.minusSeconds(60 + i)).toList();
        assertThat(TryLimit.decide(old, NOW)).isEqualTo(new Decision.Open(NOW));
    }

    @Test
    void aLongPhraseIsAGoodPassword() {
        String phrase = "correct horse battery staple";
        assertThat(PasswordRules.broken(phrase, phrase, "admin", Optional.of("once"))).isEmpty();
    }

    @Test
    void oneCharacterRepeatedIsNone() {
        String same = "aaaaaaaaaaaaaaaa";
        assertThat(PasswordRules.broken(same, same, "admin", Optional.empty()))
                .containsExactly("At least 5 different characters.");
    }

    @Test
    void theOneTimePasswordIsNone() {
        String once = "first-time-please";
        assertThat(PasswordRules.broken(once, once, "admin", Optional.of(once)))
                .containsExactly("Not the one-time password.");
    }

    @Test
    void noAddressLeadsOutOfTheDashboard() {
        qt().forAll(strings().allPossible().ofLengthBetween(0, 60))
                .checkAssert(text -> assertThat(ReturnPath.of(text)).startsWith("/dashboard/gate"));
        for (String evil :
                List.of(
                        "//evil.example",
                        "https://evil.example/dashboard/gate",
                        "/\\evil.example",
                        "/dashboard/gate/../../login",
                        "/dashboard/gateway.evil")) {
            assertThat(ReturnPath.of(evil)).isEqualTo("/dashboard/gate");
        }
    }

    @Test
    void secretsAreNotInTheirHashesAndDiffer() {
        java.security.SecureRandom random = new java.security.SecureRandom();
        String one = Digests.newSecret(random);
        String two = Digests.newSecret(random);
        assertThat(one).isNotEqualTo(two).hasSize(43);
        assertThat(Digests.csrf(one)).isNotEqualTo(Digests.csrf(two)).doesNotContain(one);
    }

    private static List<Instant> failures(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> NOW.minusSeconds(10L * i)).toList();
    }
}

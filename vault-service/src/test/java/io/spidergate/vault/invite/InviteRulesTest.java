package io.spidergate.vault.invite;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.InviteView.State;
import io.spidergate.contracts.vault.NewInvite;
import io.spidergate.contracts.vault.SettingsChange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InviteRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final CredentialId BROUGHT = new CredentialId("cred_1");

    @ParameterizedTest
    @ValueSource(strings = {"ann@example.org", "a.b+c@mail.example", "x@localhost"})
    void oneAddressIsTaken(String email) {
        assertThat(InviteRules.check(invite(email, null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "ann@",
                "@example.org",
                "ann@example.org,bob@example.org",
                "ann@example.org bob@example.org",
                "ann@example.org\nBcc: bob@example.org",
                "Ann <ann@example.org>"
            })
    void anythingBesideItIsNot(String email) {
        assertThat(InviteRules.check(invite(email, null)))
                .hasValueSatisfying(wrong -> assertThat(wrong.field()).isEqualTo("email"));
    }

    @Test
    void aMessageHasLinesAndALimit() {
        assertThat(InviteRules.check(invite(null, "two\nlines"))).isEmpty();
        assertThat(InviteRules.check(invite(null, "x".repeat(1_000)))).isEmpty();
        assertThat(InviteRules.check(invite(null, "x".repeat(1_001))))
                .hasValueSatisfying(wrong ->
                        assertThat(wrong.message())
                                .isEqualTo(
                                        "message has 1001 characters; expected at most 1000, without control characters but line breaks"));
        assertThat(InviteRules.check(invite(null, "bell\u0007"))).isPresent();
    }

    @Test
    void whatHasHappenedToAnInviteDecidesBeforeItsTime() {
        Instant later = NOW.plus(Duration.ofHours(72));
        assertThat(made(false, null).state(NOW)).isEqualTo(State.OPEN);
        assertThat(made(false, null).state(later.minusMillis(1))).isEqualTo(State.OPEN);
        assertThat(made(false, null).state(later)).isEqualTo(State.EXPIRED);
        assertThat(made(true, null).state(NOW)).isEqualTo(State.REVOKED);
        assertThat(made(true, null).state(later)).isEqualTo(State.REVOKED);
        assertThat(made(false, BROUGHT).state(NOW)).isEqualTo(State.USED);
        assertThat(made(false, BROUGHT).state(later)).isEqualTo(State.USED);
    }

    private static NewInvite invite(@Nullable String email, @Nullable String message) {
        return new NewInvite(null, "groq", null, null, email, message, null);
    }

    private static Invite made(boolean revoked, @Nullable CredentialId credential) {
        return new Invite(
                "inv_1",
                WorkspaceId.DEFAULT,
                "groq",
                "default",
                "invited",
                SettingsChange.NONE,
                null,
                null,
                "operator",
                NOW,
                NOW.plus(Duration.ofHours(72)),
                revoked,
                credential);
    }
}

package io.spidergate.router.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.CredentialNotice;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    @Test
    void aNewerNoticeReplacesAnOlderOneButNeverTheOtherWayRound() {
        Credentials disabled = Credentials.NONE.with(notice(2, false));

        assertThat(disabled.with(notice(3, true)).countEnabled("groq")).isEqualTo(1);
        assertThat(disabled.with(notice(1, true)).countEnabled("groq")).isZero();
    }

    @Test
    void anAccountIsKnownThoughItsCredentialIsDisabled() {
        Credentials disabled = Credentials.NONE.with(notice(1, false));

        assertThat(disabled.accounts("groq")).containsExactly(Account.shared("work"));
        assertThat(disabled.enabled("groq", Account.shared("work"))).isEmpty();
    }

    @Test
    void aTombstoneForgets() {
        assertThat(Credentials.NONE.with(notice(1, true)).without(new CredentialId("cred_a")))
                .isEqualTo(Credentials.NONE);
    }

    private static CredentialNotice notice(int version, boolean enabled) {
        return new CredentialNotice(
                new CredentialId("cred_a"),
                "groq",
                "work",
                enabled,
                1,
                Instant.EPOCH,
                version,
                null,
                null);
    }
}

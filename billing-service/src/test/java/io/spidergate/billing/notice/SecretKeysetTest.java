package io.spidergate.billing.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.id.WorkspaceId;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretKeysetTest {

    private static final WorkspaceId ACME = new WorkspaceId("ws_acme");

    private final SecretKeyset keyset = SecretKeyset.generate();
    private final WebhookSecret secret = WebhookSecret.mint(new Random(2));

    @Test
    void whatIsSealedIsOpenedForItsWebhookAlone() {
        byte[] sealed = keyset.seal(secret, "whk_a", ACME);

        assertThat(keyset.open(sealed, "whk_a", ACME)).contains(secret);
        assertThat(keyset.open(sealed, "whk_b", ACME)).isEmpty();
        assertThat(keyset.open(sealed, "whk_a", WorkspaceId.DEFAULT)).isEmpty();
        sealed[sealed.length - 1] ^= 1;
        assertThat(keyset.open(sealed, "whk_a", ACME)).isEmpty();
    }

    @Test
    void anotherKeysetOpensNothing() {
        byte[] sealed = keyset.seal(secret, "whk_a", ACME);

        assertThat(SecretKeyset.generate().open(sealed, "whk_a", ACME)).isEmpty();
        assertThat(SecretKeyset.parse(keyset.toJson()).orElseThrow().open(sealed, "whk_a", ACME))
                .contains(secret);
    }

    @Test
    void whatIsNoKeysetIsNone() {
        assertThat(SecretKeyset.parse("")).isEmpty();
        assertThat(SecretKeyset.parse("{}")).isEmpty();
        assertThat(SecretKeyset.parse("{\"encryptedKeyset\":\"AAAA\"}")).isEmpty();
    }
}

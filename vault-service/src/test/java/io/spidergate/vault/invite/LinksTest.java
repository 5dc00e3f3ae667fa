package io.spidergate.vault.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import io.spidergate.vault.envelope.Keysets;
import io.spidergate.vault.invite.Links.Kind;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    private static final String ID = "inv_" + HexFormat.of().formatHex(new byte[16]);

    private final Links links = links();

    @Test
    void aTokenNamesWhoseItIs() {
        for (Kind kind : Kind.values()) {
            assertThat(links.idOf(kind, links.token(kind, ID))).contains(ID);
        }
    }

    @Test
    void aLinkOfOneKindIsNoneOfAnother() {
        String invite = links.token(Kind.INVITE, ID);
        assertThat(links.idOf(Kind.CONTRIBUTION, invite)).isEmpty();
    }

    @Test
    void aLinkOfAnotherVaultIsNone() {
        assertThat(links.idOf(Kind.INVITE, links().token(Kind.INVITE, ID))).isEmpty();
    }

    @Test
    void withAnyCharacterChangedItIsNone() {
        String token = links.token(Kind.INVITE, ID);
        qt().withExamples(500)
                .forAll(integers().between(0, token.length() - 1), integers().between(33, 126))
                .assuming((at, put) -> token.charAt(at) != put)
                .check((at, put) -> {
                    String changed =
                            token.substring(0, at)
                                    + (char) put.intValue()
                                    + token.substring(at + 1);
                    return links.idOf(Kind.INVITE, changed).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "inv_",
                "inv_1.x",
                "../../etc",
                "inv_00000000000000000000000000000000."
            })
    void whatIsNoTokenIsNone(String text) {
        assertThat(links.idOf(Kind.INVITE, text)).isEmpty();
    }

    private static Links links() {
        return new Links(Keysets.signatures());
    }
}

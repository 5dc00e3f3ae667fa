package io.spidergate.vault.envelope;

import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Signs links, so that one which the vault has not given out is refused before anything is looked
/// up, and nobody can make one who reads the database.
///
/// Laws: `idOf(kind, token(kind, id))` is `id`; any other token or kind has none.
public final class Links {

    /// What a link is for; a link of one kind is none of another.
    public enum Kind {
        INVITE,
        CONTRIBUTION
    }

    private static final int BYTES = 32;
    private static final Pattern TOKEN =
            Pattern.compile("([a-z]{1,8}_[0-9a-f]{32})\\.([A-Za-z0-9_-]{43})");

    private final PrfSet prf;

    Links(PrfSet prf) {
        this.prf = prf;
    }

    public String token(Kind kind, String id) {
        return id + "." + signature(kind, id);
    }

    /// Whose token it is; empty where the vault has not made it.
    public Optional<String> idOf(Kind kind, String token) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String id = parts.group(1);
        boolean genuine =
                MessageDigest.isEqual(
                        Base64.getUrlDecoder().decode(signature(kind, id)),
                        Base64.getUrlDecoder().decode(parts.group(2)));
        return genuine ? Optional.of(id) : Optional.empty();
    }

    private String signature(Kind kind, String id) {
        byte[] signed =
                Fields.encode("spidergate-link-v1", kind.name().toLowerCase(Locale.ROOT), id);
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(prf.computePrimary(signed, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a link", e);
        }
    }
}

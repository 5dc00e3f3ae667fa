package io.spidergate.vault.invite;

import io.spidergate.vault.envelope.Signatures;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tokens of links: an id and its signature, so that a link which the vault has not given out
/// is refused before anything is looked up.
///
/// Laws: `idOf(kind, token(kind, id))` is `id`; any other token or kind has none.
@Singleton
final class Links {

    /// What a link is for; a link of one kind is none of another.
    enum Kind {
        INVITE,
        CONTRIBUTION;

        String purpose() {
            return "link/" + name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern TOKEN =
            Pattern.compile(
                    "(inv_[0-9a-f]{32})\\.([A-Za-z0-9_-]{%d})".formatted(Signatures.LENGTH));

    private final Signatures signatures;

    Links(Signatures signatures) {
        this.signatures = signatures;
    }

    String token(Kind kind, String id) {
        return id + "." + signatures.of(kind.purpose(), id);
    }

    /// Whose token it is; empty where the vault has not made it.
    Optional<String> idOf(Kind kind, String token) {
        Matcher parts = TOKEN.matcher(token);
        return parts.matches() && signatures.isOf(kind.purpose(), parts.group(1), parts.group(2))
                ? Optional.of(parts.group(1))
                : Optional.empty();
    }
}

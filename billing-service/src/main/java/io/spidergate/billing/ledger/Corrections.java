package io.spidergate.billing.ledger;

import io.spidergate.allowance.Terms;
import io.spidergate.billing.http.Refusal;
import io.spidergate.contracts.billing.LedgerCorrection;
import io.spidergate.contracts.billing.NewCorrection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Corrects what was charged: by an entry more, never by another entry changed.
@ApplicationScoped
public class Corrections {

    private static final Logger LOG = Logger.getLogger(Corrections.class);
    private static final int MAX_REFERENCE = 200;
    private static final int MAX_REASON = 500;

    private final PostgresCorrections store;
    private final Clock clock;

    Corrections(PostgresCorrections store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public LedgerCorrection correct(NewCorrection asked) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        check(asked, now);
        Instant at = asked.at() == null ? now : asked.at().truncatedTo(ChronoUnit.MICROS);
        return switch (store.append(entryId(asked), asked, at)) {
            case PostgresCorrections.Outcome.Written(long spent) -> written(asked, at, spent);
            case PostgresCorrections.Outcome.NoSuchToken() ->
                    throw Refusal.notFound(
                            "token_not_found",
                            "there is no token '%s'".formatted(asked.tokenRef()));
            case PostgresCorrections.Outcome.Exists() ->
                    throw Refusal.conflict(
                            "correction_exists",
                            "token '%s' was corrected by reference '%s' before"
                                    .formatted(asked.tokenRef(), asked.reference()),
                            "reference");
        };
    }

    private static LedgerCorrection written(NewCorrection asked, Instant at, long spent) {
        LOG.infof(
                "the ledger of token %s was corrected by %d nano-USD, reference %s",
                asked.tokenRef(), asked.nanoUsd(), asked.reference());
        return new LedgerCorrection(
                entryId(asked),
                asked.tokenRef(),
                asked.nanoUsd(),
                asked.reason(),
                asked.reference(),
                at,
                spent);
    }

    /// The same reference for the same token is the same correction: to say it twice must not count
    /// twice.
    private static String entryId(NewCorrection asked) {
        String name = asked.tokenRef() + "\n" + asked.reference();
        return "cor_" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static void check(NewCorrection asked, Instant now) {
        requireText("tokenRef", asked.tokenRef(), MAX_REFERENCE);
        requireText("reason", asked.reason(), MAX_REASON);
        requireText("reference", asked.reference(), MAX_REFERENCE);
        if (asked.nanoUsd() == 0 || Math.abs(asked.nanoUsd()) > Terms.MAX_LIMIT) {
            throw Refusal.badRequest(
                    "nanoUsd",
                    "'nanoUsd' must be from -%1$d to %1$d and not 0, got %2$d"
                            .formatted(Terms.MAX_LIMIT, asked.nanoUsd()));
        }
        if (asked.at() != null
                && (asked.at().isBefore(EventReader.EARLIEST) || asked.at().isAfter(now))) {
            throw Refusal.badRequest(
                    "at",
                    "'at' must be from %s to now, got %s"
                            .formatted(EventReader.EARLIEST, asked.at()));
        }
    }

    @SuppressWarnings("NullAway") // JSON may leave out what the record declares.
    private static void requireText(String field, String text, int limit) {
        if (text == null || text.isBlank() || text.length() > limit || text.indexOf('\0') >= 0) {
            throw Refusal.badRequest(
                    field,
                    "'%s' must have 1 to %d characters, got %s"
                            .formatted(field, limit, text == null ? "none" : text.length()));
        }
    }
}

package io.spidergate.vault.invite;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.spidergate.contracts.vault.CreatedInvite;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Sends a link to whom it is meant for.
@Singleton
final class InviteMail {

    private static final Logger LOG = Logger.getLogger(InviteMail.class);

    private static final DateTimeFormatter UNTIL =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final Mailer mailer;
    private final Optional<String> from;

    InviteMail(Mailer mailer, InviteConfig config) {
        this.mailer = mailer;
        this.from = config.mailFrom();
    }

    /// What came of it; never throws, for the invite exists already and its link can be copied.
    record Sent(CreatedInvite.Mail state, String message) {}

    Sent send(Invite invite, URI link) {
        if (invite.email() == null) {
            return new Sent(CreatedInvite.Mail.NOT_ASKED, "Give the link to the person yourself.");
        }
        if (from.isEmpty()) {
            return new Sent(
                    CreatedInvite.Mail.NOT_CONFIGURED,
                    "Mail is not configured (spidergate.invite.mail-from); give the link to the person yourself.");
        }
        try {
            mailer.send(
                    Mail.withText(invite.email(), subject(invite), text(invite, link))
                            .setFrom(from.get()));
            return new Sent(
                    CreatedInvite.Mail.SENT, "The link was sent to %s.".formatted(invite.email()));
        } catch (RuntimeException e) {
            LOG.warnf("the mail of %s was not sent: %s", invite.id(), rootOf(e).getMessage());
            return new Sent(
                    CreatedInvite.Mail.FAILED,
                    "The mail server did not take the mail; give the link to the person yourself. The vault's log says more.");
        }
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }

    private static String subject(Invite invite) {
        return "You are asked for a key of %s".formatted(invite.provider());
    }

    private static String text(Invite invite, URI link) {
        String message =
                invite.message() == null ? "" : "They write:\n\n" + invite.message() + "\n\n";
        return """
        Hello,

        somebody would like to use a key of yours for %s through SpiderGate.

        %sOpen this page to hand it over, until %s:

        %s

        The key is encrypted at once, and nobody can read it again, also not who sent this. \
        You can take it back at any time. The link works once; do not pass it on. If you do \
        not know what this is about, ignore it.
        """
                .formatted(invite.provider(), message, UNTIL.format(invite.expiresAt()), link);
    }
}

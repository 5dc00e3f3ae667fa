package io.spidergate.billing.notice;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.spidergate.contracts.billing.Notice;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Sends a notice to one address.
@ApplicationScoped
class NoticeMail {

    private static final Logger LOG = Logger.getLogger(NoticeMail.class);

    private final ReactiveMailer mailer;
    private final Optional<String> from;
    private final Duration timeout;

    NoticeMail(ReactiveMailer mailer, NoticeConfig config) {
        this.mailer = mailer;
        this.from = config.mailFrom();
        this.timeout = config.mailTimeout();
    }

    boolean isConfigured() {
        return from.isPresent();
    }

    Outcome send(Notice notice, String address) {
        if (from.isEmpty()) {
            return new Outcome.NotSent("mail is not configured (spidergate.notice.mail-from)");
        }
        Mail mail =
                Mail.withText(address, NoticeText.subject(notice), NoticeText.text(notice))
                        .setFrom(from.get())
                        .addHeader("X-SpiderGate-Notice", notice.id());
        try {
            mailer.send(mail).await().atMost(timeout);
            return new Outcome.Mailed();
        } catch (RuntimeException e) {
            LOG.warnf("the mail of %s was not sent: %s", notice.id(), rootOf(e).getMessage());
            return new Outcome.NoAnswer("the mail server did not take it; billing's log says more");
        }
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }
}

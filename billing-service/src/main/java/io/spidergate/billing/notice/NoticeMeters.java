package io.spidergate.billing.notice;

import io.micrometer.core.instrument.MeterRegistry;
import io.spidergate.billing.notice.DueDelivery.Addressee;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// What the operator sees of notices.
@ApplicationScoped
class NoticeMeters {

    private final MeterRegistry registry;
    private final AtomicLong oldest;

    NoticeMeters(MeterRegistry registry) {
        this.registry = registry;
        this.oldest = registry.gauge("spidergate.notice.waiting.age.seconds", new AtomicLong());
    }

    void settled(DueDelivery delivery, Verdict.Next next) {
        String by =
                switch (delivery.addressee()) {
                    case Addressee.ToWebhook _ -> "webhook";
                    case Addressee.ToMail _ -> "mail";
                };
        String outcome =
                switch (next) {
                    case Verdict.Next.Delivered() -> "delivered";
                    case Verdict.Next.Again _ -> "retried";
                    case Verdict.Next.GivenUp() -> "given_up";
                };
        registry.counter("spidergate.notice.attempts", "by", by, "outcome", outcome).increment();
    }

    void published(int notices) {
        registry.counter("spidergate.notice.published").increment(notices);
    }

    void oldestWaiting(Duration age) {
        oldest.set(age.toSeconds());
    }
}

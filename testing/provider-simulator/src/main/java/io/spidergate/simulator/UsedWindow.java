package io.spidergate.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// What an account has used of one window, counted exactly as the rule says. Not thread-safe.
abstract class UsedWindow {

    final QuotaRule rule;

    private UsedWindow(QuotaRule rule) {
        this.rule = rule;
    }

    static UsedWindow of(QuotaRule rule) {
        return switch (rule.reset()) {
            case CLOCK -> new OfTheClock(rule);
            case ROLLING -> new Rolling(rule);
            case REFILLING -> new Refilling(rule);
        };
    }

    abstract void use(long amount, Instant now);

    abstract WindowState state(Instant now);

    private static final class OfTheClock extends UsedWindow {

        private long number;
        private long used;

        OfTheClock(QuotaRule rule) {
            super(rule);
        }

        @Override
        void use(long amount, Instant now) {
            turn(now);
            used += amount;
        }

        @Override
        WindowState state(Instant now) {
            turn(now);
            Instant end = Instant.ofEpochMilli((number + 1) * rule.window().toMillis());
            return new WindowState(rule, used, now, end);
        }

        private void turn(Instant now) {
            long current = now.toEpochMilli() / Math.max(1, rule.window().toMillis());
            used = current == number ? used : 0;
            number = current;
        }
    }

    private static final class Rolling extends UsedWindow {

        private record Use(Instant at, long amount) {}

        private final Deque<Use> uses = new ArrayDeque<>();
        private long used;

        Rolling(QuotaRule rule) {
            super(rule);
        }

        @Override
        void use(long amount, Instant now) {
            uses.add(new Use(now, amount));
            used += amount;
        }

        @Override
        WindowState state(Instant now) {
            Instant oldest = now.minus(rule.window());
            while (!uses.isEmpty() && !uses.peek().at().isAfter(oldest)) {
                used -= uses.remove().amount();
            }
            Instant resets = uses.isEmpty() ? now : uses.peek().at().plus(rule.window());
            return new WindowState(rule, used, now, resets);
        }
    }

    private static final class Refilling extends UsedWindow {

        private double missing;
        private Instant at = Instant.EPOCH;

        Refilling(QuotaRule rule) {
            super(rule);
        }

        @Override
        void use(long amount, Instant now) {
            refill(now);
            missing += amount;
        }

        /// Says when the bucket is full again, as Groq and Cerebras do.
        @Override
        WindowState state(Instant now) {
            refill(now);
            Duration full =
                    Duration.ofMillis((long) (missing * rule.window().toMillis() / rule.limit()));
            return new WindowState(rule, (long) Math.ceil(missing - 1e-9), now, now.plus(full));
        }

        private void refill(Instant now) {
            double filled =
                    (double) Duration.between(at, now).toMillis()
                            * rule.limit()
                            / rule.window().toMillis();
            missing = Math.max(0, missing - filled);
            at = now;
        }
    }
}

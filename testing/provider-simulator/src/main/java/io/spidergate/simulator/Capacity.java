package io.spidergate.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What an account's quota has room for, by the rules alone: whoever asks as early as he can gets
/// the most that anybody could. Not thread-safe.
public final class Capacity {

    private static final Duration STEP = Duration.ofMillis(5);

    private final List<UsedWindow> windows;

    private Capacity(List<QuotaRule> rules) {
        windows = rules.stream().map(UsedWindow::of).toList();
    }

    /// Of an account that nobody has used yet.
    public static Capacity of(List<QuotaRule> rules) {
        return new Capacity(rules);
    }

    /// Whether one more request would be admitted.
    public boolean hasRoom(Instant now) {
        return windows.stream().allMatch(window -> window.state(now).remaining() >= 1);
    }

    /// A request was admitted then; never earlier than the one before.
    public void used(Instant at) {
        windows.forEach(window -> window.use(1, at));
    }

    /// The most requests that can be admitted from one instant to another, from what was used
    /// before.
    public long most(Instant from, Instant to) {
        long most = 0;
        for (Instant at = from; at.isBefore(to); at = at.plus(STEP)) {
            while (hasRoom(at)) {
                used(at);
                most++;
            }
        }
        return most;
    }
}

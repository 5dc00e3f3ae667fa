package io.spidergate.router.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.router.capability.CapabilityDesk;
import io.spidergate.router.capability.CapabilityResets;
import io.spidergate.router.share.ShareWatch;
import io.spidergate.router.topic.TopicListener;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Hears the attempts of all gateways and keeps the health that follows from them. Reading starts
/// in the recent past, so cooldowns survive a restart of this process.
public final class HealthFeed implements TopicListener {

    /// As far back as a failure without a hint can matter.
    public static final Duration RELEVANT = HealthReport.MEMORY;

    private static final Logger LOG = Logger.getLogger(HealthFeed.class);

    private final ObjectReader reader;
    private final Runnable changed;
    private final ShareWatch shares;
    private final CapabilityDesk capabilities;
    private HealthTracker tracker = new HealthTracker();
    private Resets resets = Resets.NONE;
    private boolean heard;

    /// @param shares hears of the attempts that shares of aliases made
    /// @param capabilities hears of what attempts show that deployments can do
    /// @param changed called after somebody's health has changed
    public HealthFeed(
            ObjectMapper json, ShareWatch shares, CapabilityDesk capabilities, Runnable changed) {
        this.shares = shares;
        this.capabilities = capabilities;
        this.reader = json.readerFor(Attempts.class);
        this.changed = changed;
    }

    public synchronized HealthReport report(Instant now) {
        return tracker.report(now).with(capabilities.report(now));
    }

    @Override
    public synchronized void restarted() {
        shares.forget();
        tracker = new HealthTracker();
        tracker.reset(resets);
    }

    /// Ends cooldowns that somebody has ended by hand.
    public void reset(Resets those) {
        if (apply(those)) {
            changed.run();
        }
    }

    /// Gateways are to hear of a reset even where nothing cools here: they know more than this.
    private synchronized boolean apply(Resets those) {
        if (those.equals(resets)) {
            return false;
        }
        resets = those;
        tracker.reset(those);
        capabilities.reset(new CapabilityResets(those.byKey()));
        return true;
    }

    @Override
    public void record(@Nullable String key, byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        try {
            Attempts event = reader.readValue(value);
            if (learn(event)) {
                changed.run();
            }
        } catch (IOException | IllegalArgumentException e) {
            // One unreadable event must not stop what can be learnt from the others. The message of
            // the exception may repeat what is in the event, so only its kind is told.
            LOG.errorf("unreadable request event '%s': %s", key, e.getClass().getSimpleName());
        }
    }

    @Override
    public void caughtUp() {
        changed.run();
    }

    @Override
    public void unreachable(String reason) {
        LOG.debugf("no news of health: %s", reason);
    }

    /// Whether any attempt was heard of since the last call. How quickly deployments answer is told
    /// now and then, not after each.
    public synchronized boolean takeHeard() {
        boolean any = heard;
        heard = false;
        return any;
    }

    private synchronized boolean learn(Attempts event) {
        heard |= !event.attempts().isEmpty();
        event.tellShare(shares);
        boolean anyone = false;
        for (AttemptRecord attempt : event.attempts()) {
            Instant endedAt = event.startedAt().plus(attempt.endedUs(), ChronoUnit.MICROS);
            anyone |= tracker.learn(attempt, endedAt, event.gatewayId());
            anyone |= capabilities.learn(attempt, endedAt, event.gatewayId());
        }
        return anyone;
    }

    /// The part of a request event that says something about deployments; the rest is not even
    /// parsed.
    record Attempts(
            Instant startedAt,
            @Nullable String gatewayId,
            @Nullable WorkspaceId workspace,
            @Nullable Planned plan,
            List<AttemptRecord> attempts) {

        record Planned(@Nullable String alias, @Nullable String share) {}

        Attempts {
            if (startedAt == null) {
                throw new IllegalArgumentException("startedAt is missing");
            }
            attempts = attempts == null ? List.of() : List.copyOf(attempts);
        }

        void tellShare(ShareWatch shares) {
            if (plan != null && plan.alias != null && plan.share != null && workspace != null) {
                shares.learn(plan.alias, workspace, plan.share, attempts, startedAt);
            }
        }
    }
}

package io.spidergate.router.share;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.id.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// How the last attempts of each share have ended. Safe for use by several threads.
public final class ShareWatch {

    /// So many of a workspace's last attempts are looked at, as far as they are not older than
    /// this.
    private static final int MOST = 100;

    private static final Duration RECENT = Duration.ofHours(1);

    /// What speaks against the model or its provider; quotas, keys and callers do not.
    private static final Set<FailureClass> AGAINST =
            EnumSet.of(
                    FailureClass.OVERLOADED,
                    FailureClass.MODEL_GONE,
                    FailureClass.MODEL_FAULT,
                    FailureClass.ACCESS_DENIED,
                    FailureClass.CONNECT_FAILED,
                    FailureClass.TIMEOUT,
                    FailureClass.SERVER_ERROR,
                    FailureClass.PROTOCOL_ERROR,
                    FailureClass.STREAM_CUT);

    private final Map<Tried, Deque<Ending>> endings = new HashMap<>();

    private record Tried(String alias, WorkspaceId workspace, String model) {}

    private record Ending(Instant at, boolean failed) {}

    /// @param failures of the attempts
    public record Count(int attempts, int failures) {

        static final Count NONE = new Count(0, 0);

        Count plus(Count other) {
            return new Count(attempts + other.attempts, failures + other.failures);
        }
    }

    public synchronized void forget() {
        endings.clear();
    }

    /// @param model that the share asks first, `provider/model`
    /// @param attempts of a request that was drawn for it
    public synchronized void learn(
            String alias,
            WorkspaceId workspace,
            String model,
            List<AttemptRecord> attempts,
            Instant at) {
        for (AttemptRecord attempt : attempts) {
            boolean failed = AGAINST.contains(attempt.failureClass());
            if (isOf(model, attempt) && (failed || attempt.succeeded())) {
                Deque<Ending> last =
                        endings.computeIfAbsent(
                                new Tried(alias, workspace, model), tried -> new ArrayDeque<>());
                last.addLast(new Ending(at, failed));
                while (last.size() > MOST) {
                    last.removeFirst();
                }
            }
        }
    }

    /// Of a share, after an instant.
    ///
    /// @param whose workspaces' attempts are its
    synchronized Count count(
            String alias, String model, Predicate<WorkspaceId> whose, Instant after, Instant now) {
        Instant recent = now.minus(RECENT);
        endings.values().forEach(last -> last.removeIf(ending -> ending.at.isBefore(recent)));
        endings.values().removeIf(Deque::isEmpty);
        Count count = Count.NONE;
        for (Map.Entry<Tried, Deque<Ending>> entry : endings.entrySet()) {
            Tried tried = entry.getKey();
            if (tried.alias.equals(alias)
                    && tried.model.equals(model)
                    && whose.test(tried.workspace)) {
                count = count.plus(count(entry.getValue(), after));
            }
        }
        return count;
    }

    private static Count count(Deque<Ending> last, Instant after) {
        int attempts = 0;
        int failures = 0;
        for (Ending ending : last) {
            if (ending.at.isAfter(after)) {
                attempts++;
                failures += ending.failed ? 1 : 0;
            }
        }
        return new Count(attempts, failures);
    }

    private static boolean isOf(String model, AttemptRecord attempt) {
        return model.equals(attempt.provider() + "/" + attempt.upstreamModel());
    }
}

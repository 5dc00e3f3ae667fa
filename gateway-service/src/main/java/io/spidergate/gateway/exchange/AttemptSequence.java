package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.routing.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which deployment and credential come next, given what the failures so far have taught. Immutable
/// and pure.
///
/// Laws: candidates are tried in the plan's order; no target twice; never more than the allowed
/// attempts, of which only those count that were sent; after a failure that only the caller can
/// mend, none at all.
final class AttemptSequence {

    private final List<Candidate> candidates;
    private final int candidate;
    private final int credential;
    private final int attemptsLeft;
    private final List<Predicate<AttemptTarget>> ruledOut;
    private final boolean callersFault;

    private AttemptSequence(
            List<Candidate> candidates,
            int candidate,
            int credential,
            int attemptsLeft,
            List<Predicate<AttemptTarget>> ruledOut,
            boolean callersFault) {
        this.candidates = candidates;
        this.candidate = candidate;
        this.credential = credential;
        this.attemptsLeft = attemptsLeft;
        this.ruledOut = ruledOut;
        this.callersFault = callersFault;
    }

    static AttemptSequence of(List<Candidate> candidates, int maxAttempts) {
        return new AttemptSequence(List.copyOf(candidates), 0, 0, maxAttempts, List.of(), false);
    }

    /// @param usable whether a target's credential can be used at the moment
    NextStep next(Predicate<AttemptTarget> usable) {
        if (callersFault) {
            return new NextStep.TellCaller();
        }
        List<AttemptTarget> skipped = new ArrayList<>(0);
        int inCandidate = credential;
        for (int at = candidate; attemptsLeft > 0 && at < candidates.size(); at++) {
            int targets = Math.max(1, candidates.get(at).credentials().size());
            for (; inCandidate < targets; inCandidate++) {
                AttemptTarget target = target(candidates.get(at), inCandidate);
                if (isRuledOut(target)) {
                    continue;
                }
                if (target.credential() == null || usable.test(target)) {
                    return new NextStep.Try(target, skipped, past(at, inCandidate));
                }
                skipped.add(target);
            }
            inCandidate = 0;
        }
        return new NextStep.Exhausted(skipped);
    }

    /// The sequence that knows of one more failure.
    AttemptSequence learning(AttemptTarget failed, FailureClass kind) {
        Predicate<AttemptTarget> hopeless = hopelessAfter(failed, kind);
        List<Predicate<AttemptTarget>> more = new ArrayList<>(ruledOut);
        if (hopeless != null) {
            more.add(hopeless);
        }
        return new AttemptSequence(
                candidates, candidate, credential, attemptsLeft, more, hopeless == null);
    }

    /// The sequence without the deployment of a target that is being asked: its other credentials
    /// would be as slow.
    AttemptSequence beside(AttemptTarget running) {
        List<Predicate<AttemptTarget>> more = new ArrayList<>(ruledOut);
        more.add(other -> sameDeployment(running.deployment(), other));
        return new AttemptSequence(
                candidates, candidate, credential, attemptsLeft, more, callersFault);
    }

    /// The sequence after a target that was not asked, since no credential makes its deployment
    /// carry the request.
    AttemptSequence withoutAsking() {
        return new AttemptSequence(
                candidates, candidate + 1, 0, attemptsLeft + 1, ruledOut, callersFault);
    }

    /// The sequence after a target that was not asked, while another credential of its deployment
    /// may be.
    AttemptSequence withAnotherCredential() {
        return new AttemptSequence(
                candidates, candidate, credential, attemptsLeft + 1, ruledOut, callersFault);
    }

    private AttemptSequence past(int candidateTried, int credentialTried) {
        return new AttemptSequence(
                candidates, candidateTried, credentialTried + 1, attemptsLeft - 1, ruledOut, false);
    }

    private boolean isRuledOut(AttemptTarget target) {
        for (Predicate<AttemptTarget> rule : ruledOut) {
            if (rule.test(target)) {
                return true;
            }
        }
        return false;
    }

    private static AttemptTarget target(Candidate candidate, int credential) {
        return new AttemptTarget(
                candidate,
                candidate.credentials().isEmpty() ? null : candidate.credentials().get(credential));
    }

    /// Whom it would be useless to ask now; null when it is useless to ask anyone.
    private static @Nullable Predicate<AttemptTarget> hopelessAfter(
            AttemptTarget failed, FailureClass kind) {
        DeploymentRoute route = failed.deployment();
        return switch (kind) {
            case CREDENTIAL_DEAD, ACCESS_DENIED ->
                    other ->
                            failed.credential() == null
                                    ? sameDeployment(route, other)
                                    : failed.credential().equals(other.credential());
            case RATE_LIMITED,
                    WINDOW_EXHAUSTED,
                    NO_QUOTA,
                    REQUEST_TOO_LARGE,
                    SERVER_ERROR,
                    PROTOCOL_ERROR,
                    MODEL_FAULT,
                    STREAM_CUT,
                    TIMEOUT ->
                    other -> sameDeployment(route, other);
            case OVERLOADED, MODEL_GONE, CAPABILITY_MISSING ->
                    other ->
                            sameProvider(route, other)
                                    && other.deployment()
                                            .upstreamModel()
                                            .equals(route.upstreamModel());
            case MONEY_EXHAUSTED ->
                    other ->
                            sameProvider(route, other)
                                    && other.deployment().account().equals(route.account());
            case CONNECT_FAILED -> other -> sameProvider(route, other);
            case CONTEXT_TOO_LONG ->
                    other ->
                            sameDeployment(route, other)
                                    || isKnownNotLarger(route, other.deployment());
            case BAD_REQUEST, CALLER_LEFT, OUTRUN, INTERRUPTED -> null;
        };
    }

    private static boolean sameDeployment(DeploymentRoute route, AttemptTarget other) {
        return other.deployment().id().equals(route.id());
    }

    private static boolean sameProvider(DeploymentRoute route, AttemptTarget other) {
        return other.deployment().provider().equals(route.provider());
    }

    private static boolean isKnownNotLarger(DeploymentRoute failed, DeploymentRoute other) {
        return failed.contextWindow() > 0
                && other.contextWindow() > 0
                && other.contextWindow() <= failed.contextWindow();
    }
}

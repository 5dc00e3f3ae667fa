package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.gateway.protocol.AnswerTotals;
import io.spidergate.gateway.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is written down of one attempt while it runs.
final class AttemptSheet {

    /// Notes quote callers, so an event must bound them.
    static final int MAX_NOTES = 10;

    static final int MAX_NOTE_CHARS = 200;

    private final AttemptTarget target;
    private final ExchangeLog log;
    private final TokenScales scales;
    private final long promptTokens;
    private final List<String> notes;
    private final Set<Capability> uses;
    private final AttemptRecord.@Nullable Seam seam;
    private final Capture capture;
    private final long startedUs;
    private @Nullable Integer status;
    private @Nullable Long headersUs;
    private @Nullable Long firstContentUs;

    /// @param scales of the tokens of models
    /// @param promptTokens about how many are sent
    /// @param notes what of the request was left out
    /// @param uses what it makes use of
    /// @param seam where it goes on with another's answer
    AttemptSheet(
            AttemptTarget target,
            ExchangeLog log,
            TokenScales scales,
            long promptTokens,
            List<String> notes,
            Set<Capability> uses,
            AttemptRecord.@Nullable Seam seam,
            Capture capture) {
        this.seam = seam;
        this.capture = capture;
        this.target = target;
        this.log = log;
        this.scales = scales;
        this.promptTokens = promptTokens;
        this.notes = notes.stream().limit(MAX_NOTES).map(AttemptSheet::bounded).toList();
        this.uses = uses;
        this.startedUs = log.elapsedUs();
    }

    private static String bounded(String note) {
        return note.length() <= MAX_NOTE_CHARS ? note : note.substring(0, MAX_NOTE_CHARS) + "…";
    }

    void head(int statusCode) {
        status = statusCode;
        headersUs = log.elapsedUs();
    }

    /// @return whether this was the first
    boolean content() {
        if (firstContentUs != null) {
            return false;
        }
        firstContentUs = log.elapsedUs();
        return true;
    }

    @Nullable Integer status() {
        return status;
    }

    boolean isSuccess() {
        return status != null && status >= 200 && status < 300;
    }

    UpstreamFailure told(UpstreamFailure failure) {
        return status == null ? failure : failure.withStatus(status);
    }

    Charge charge(AnswerTotals totals) {
        DeploymentRoute route = target.deployment();
        return Charge.of(
                route,
                totals.measured(),
                scales.input(route, promptTokens),
                scales.output(route, totals.estimatedOutput()));
    }

    /// Of an answer that is whole: what was counted, beside what would have been estimated.
    void learn(AnswerTotals totals) {
        scales.learn(target.deployment(), promptTokens, totals);
    }

    AttemptRecord record(@Nullable UpstreamFailure failure, Charge charge) {
        DeploymentRoute route = target.deployment();
        Duration hint = failure == null ? null : failure.retryAfter();
        return new AttemptRecord(
                log.nextNumber(),
                route.id(),
                route.provider(),
                route.account(),
                target.credential(),
                route.upstreamModel(),
                startedUs,
                headersUs,
                firstContentUs,
                log.elapsedUs(),
                status,
                failure == null ? null : failure.kind(),
                failure == null || capture == Capture.NONE ? null : failure.message(),
                hint == null ? null : hint.toMillis(),
                charge.usage(),
                charge.cost(),
                notes,
                seam,
                failure == null ? proven() : Set.of(),
                failure == null ? null : failure.lacking(uses));
    }

    /// What was left out may be the very thing.
    private Set<Capability> proven() {
        return notes.isEmpty() ? uses : Set.of();
    }

    Set<Capability> uses() {
        return uses;
    }
}

package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.protocol.AskedRequest;
import io.spidergate.gateway.protocol.Asking;
import io.spidergate.gateway.protocol.Unfinished;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the next candidate is asked for: the answer, or the rest of one that broke off. For one
/// event loop.
final class Errand {

    private final AskedRequest request;
    private Asking asking;
    private AttemptRecord.@Nullable Seam seam;
    private @Nullable BrokenOff brokenOff;

    Errand(AskedRequest request) {
        this.request = request;
        this.asking = request;
    }

    Asking asking() {
        return asking;
    }

    /// Where the rest begins; null where all is asked for.
    AttemptRecord.@Nullable Seam seam() {
        return seam;
    }

    /// How the stream broke last; null if it never did.
    @Nullable BrokenOff brokenOff() {
        return brokenOff;
    }

    /// @param unfinished null where none could go on with it
    /// @return whether anybody may be asked for the rest
    boolean brokeOff(
            BrokenOff broken, @Nullable Unfinished unfinished, List<AttemptRecord> attempts) {
        brokenOff = broken;
        Asking rest =
                unfinished == null
                        ? null
                        : request.goingOnWith(unfinished, BrokenOff.used(attempts));
        if (unfinished == null || rest == null) {
            return false;
        }
        asking = rest;
        seam = broken.seam(unfinished.said());
        return true;
    }

    /// The rest of an answer is the gateway's own request: that one candidate refuses it is no
    /// fault of the caller's.
    FailureClass lesson(FailureClass kind) {
        return brokenOff != null && kind == FailureClass.BAD_REQUEST
                ? FailureClass.MODEL_FAULT
                : kind;
    }
}

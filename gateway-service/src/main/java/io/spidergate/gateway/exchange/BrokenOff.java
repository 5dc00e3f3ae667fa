package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.protocol.AnswerTotals;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.answer.Usage;
import java.util.List;

/// A stream that broke in the middle, as it is told if nobody goes on with it.
record BrokenOff(GatewayError error, AttemptRecord served, AnswerTotals totals) {

    static BrokenOff of(AttemptRecord served, AnswerTotals totals, UpstreamFailure failure) {
        return new BrokenOff(
                GatewayError.of(
                        ErrorCode.STREAM_CUT,
                        served.provider() + "/" + served.upstreamModel(),
                        failure.message()),
                served,
                totals);
    }

    AttemptRecord.Seam seam(String said) {
        return new AttemptRecord.Seam(served.number(), said.length());
    }

    /// What all attempts so far have used.
    static Usage used(List<AttemptRecord> attempts) {
        RequestEvent.Usage sum = Charge.sum(attempts).usage();
        return new Usage(sum.inputTokens(), sum.cachedInputTokens(), sum.outputTokens(), 0);
    }
}

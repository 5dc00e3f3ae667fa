package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.gateway.connection.LoopTurn;
import io.spidergate.gateway.credential.Secret;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.protocol.AnswerPath;
import io.spidergate.gateway.protocol.AnswerStream;
import io.spidergate.gateway.protocol.AnswerTotals;
import io.spidergate.gateway.protocol.PlainAnswer;
import io.spidergate.gateway.protocol.Unfinished;
import io.spidergate.gateway.quota.QuotaUse;
import io.spidergate.gateway.upstream.FailureReading;
import io.spidergate.gateway.upstream.GuardedListener;
import io.spidergate.gateway.upstream.UpstreamCall;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.gateway.upstream.UpstreamListener;
import io.spidergate.gateway.upstream.UpstreamRequest;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.reset.ResponseHeaders;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One call to one deployment: feeds what comes back to the readers of the protocol and tells its
/// owner how it ended. For one event loop.
final class Attempt implements UpstreamListener {

    private static final int MAX_ERROR_BYTES = 64 * 1024;

    private final ExchangeRuntime runtime;
    private final AttemptTarget target;
    private final boolean streamed;
    private final @Nullable Secret credential;
    private final QuotaUse quota;
    private final AnswerPath answer;
    private final AttemptSheet sheet;
    private final AttemptOwner owner;
    private ResponseHeaders headers = name -> null;

    /// Gone when it has been sent: a long body is not held for as long as its answer takes.
    private @Nullable UpstreamRequest unsent;

    /// What came of a plain answer: the first piece itself, nearly always the only one.
    private @Nullable Buffer collected;

    private @Nullable AnswerStream stream;
    private String mediaType = AnswerPath.EVENTS;
    private @Nullable UpstreamCall call;
    private Consumer<Runnable> guard = Runnable::run;
    private boolean handedOut;
    private boolean flushComes;
    private boolean over;

    Attempt(
            ExchangeRuntime runtime,
            AttemptTarget target,
            UpstreamRequest request,
            QuotaUse quota,
            AnswerPath answer,
            AttemptSheet sheet,
            AttemptOwner owner) {
        this.runtime = runtime;
        this.target = target;
        this.unsent = request;
        this.streamed = request.streamed();
        this.credential = request.credential();
        this.quota = quota;
        this.answer = answer;
        this.sheet = sheet;
        this.owner = owner;
    }

    AttemptTarget target() {
        return target;
    }

    /// @param guard catches what goes wrong inside, so that no caller waits for ever
    void start(Consumer<Runnable> guard) {
        UpstreamRequest request = Objects.requireNonNull(unsent, "an attempt starts once");
        unsent = null;
        this.guard = guard;
        call = runtime.client().call(request, new GuardedListener(this, guard));
    }

    @Override
    public void head(int statusCode, ResponseHeaders answerHeaders) {
        sheet.head(statusCode);
        headers = answerHeaders;
        if (sheet.isSuccess()) {
            quota.told(target.candidate().provider().rateHeaders(), headers);
        }
        String type = headers.first("content-type");
        if (streamed && sheet.isSuccess() && type != null && answer.streams(type)) {
            stream = answer.stream();
            mediaType = answer.mediaType(type);
        }
    }

    /// Of a stream, for the caller.
    String mediaType() {
        return mediaType;
    }

    @Override
    public void body(Buffer bytes) {
        if (stream != null) {
            stream.feed(bytes.getBytes());
            afterFeed(stream);
            return;
        }
        Buffer before = collected;
        if (sheet.isSuccess() && before == null) {
            contentCame();
        }
        if ((before == null ? 0 : before.length()) + bytes.length() <= limit()) {
            collected = before == null ? bytes : before.appendBuffer(bytes);
        } else if (sheet.isSuccess()) {
            fail(protocolError("the answer is larger than %d bytes".formatted(limit())));
        } else {
            refused(); // what it is stands at its beginning
        }
    }

    private byte[] collected() {
        return collected == null ? new byte[0] : collected.getBytes();
    }

    private int limit() {
        return sheet.isSuccess() ? runtime.maxAnswerBytes() : MAX_ERROR_BYTES;
    }

    @Override
    public void ended() {
        if (stream != null) {
            stream.end();
            flush(stream);
            endStream(stream);
        } else if (sheet.isSuccess()) {
            endPlain();
        } else {
            refused();
        }
    }

    private void refused() {
        Integer status = sheet.status();
        fail(
                FailureReading.ofStatus(
                        status == null ? 0 : status,
                        headers,
                        collected(),
                        credential,
                        runtime.clock().instant()));
    }

    @Override
    public void failed(UpstreamFailure failure) {
        if (stream != null) {
            flush(stream);
        }
        fail(sheet.told(failure));
    }

    private void afterFeed(AnswerStream fed) {
        if (fed.failure() != null || (fed.isDone() && fed.isCommitted())) {
            flush(fed);
            endStream(fed);
        } else if (handedOut) {
            flushSoon(fed);
        } else {
            flush(fed);
        }
    }

    /// What came together goes together: to write a chunk costs more than all else that is done to
    /// it.
    private void flushSoon(AnswerStream fed) {
        if (!flushComes) {
            flushComes = true;
            LoopTurn.afterwards(() ->
                    guard.accept(() -> {
                        flushComes = false;
                        flush(fed);
                    }));
        }
    }

    private void flush(AnswerStream fed) {
        if (over || !fed.isCommitted()) {
            return;
        }
        byte[] frames = fed.takeFrames();
        if (frames.length > 0) {
            contentCame();
            handedOut = true;
            owner.frames(this, frames);
        }
    }

    private void contentCame() {
        if (sheet.content() && call != null) {
            call.contentSeen();
        }
    }

    private void endStream(AnswerStream ended) {
        UpstreamFailure failure = ended.failure();
        if (failure != null) {
            fail(failure);
        } else if (!over) {
            if (!handedOut) {
                // filtered, or all of it stands in the closing frames
                owner.frames(this, ended.takeFrames());
            }
            over = true;
            if (call != null) {
                call.detach();
            }
            owner.ended(this, new AttemptEnd.Streamed(ended.totals()));
        }
    }

    private void endPlain() {
        if (streamed) {
            fail(protocolError("a stream was asked for, a plain answer came"));
            return;
        }
        over = true;
        owner.ended(
                this,
                switch (answer.plain(collected())) {
                    case PlainAnswer.Whole(byte[] json, AnswerTotals totals) ->
                            new AttemptEnd.Answered(json, totals);
                    case PlainAnswer.Unusable(UpstreamFailure failure, Usage measured) ->
                            new AttemptEnd.Failed(failure, measured);
                });
    }

    private void fail(UpstreamFailure told) {
        if (over) {
            return;
        }
        over = true;
        UpstreamFailure failure = told.believedOf(sheet.uses());
        if (call != null) {
            call.cancel();
        }
        AnswerTotals totals = stream == null ? AnswerTotals.NOTHING : stream.totals();
        owner.ended(
                this,
                handedOut
                        ? new AttemptEnd.Cut(failure.as(FailureClass.STREAM_CUT), totals)
                        : new AttemptEnd.Failed(failure, totals.measured()));
    }

    private UpstreamFailure protocolError(String message) {
        return sheet.told(UpstreamFailure.of(FailureClass.PROTOCOL_ERROR, message));
    }

    /// Ends the attempt without a word to its owner; answers what had come until then.
    AnswerTotals cancel() {
        over = true;
        if (call != null) {
            call.cancel();
        }
        return stream == null ? AnswerTotals.NOTHING : stream.totals();
    }

    Set<Capability> uses() {
        return sheet.uses();
    }

    QuotaUse quota() {
        return quota;
    }

    boolean wasSent() {
        return call != null && call.wasSent();
    }

    void pause() {
        if (call != null) {
            call.pause();
        }
    }

    void resume() {
        if (call != null) {
            call.resume();
        }
    }

    /// What ends a stream that did not break.
    byte[] closingFrames() {
        return stream == null ? new byte[0] : stream.closingFrames();
    }

    /// What ends a stream that broke, even if another attempt had begun it.
    byte[] brokenFrame(GatewayError error) {
        return (stream == null ? answer.stream() : stream).brokenFrame(error);
    }

    /// What another can go on with; null where none can.
    @Nullable Unfinished unfinished() {
        return stream == null ? null : stream.unfinished();
    }

    void learn(AnswerTotals totals) {
        sheet.learn(totals);
    }

    Charge charge(AnswerTotals totals) {
        return sheet.charge(totals);
    }

    AttemptRecord record(@Nullable UpstreamFailure failure, Charge charge) {
        return sheet.record(failure, charge);
    }
}

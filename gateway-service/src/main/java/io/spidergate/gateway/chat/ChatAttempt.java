package io.spidergate.gateway.chat;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.gateway.chat.AttemptEnd.AnswerTotals;
import io.spidergate.gateway.credential.Secret;
import io.spidergate.gateway.upstream.FailureReading;
import io.spidergate.gateway.upstream.GuardedListener;
import io.spidergate.gateway.upstream.UpstreamCall;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.gateway.upstream.UpstreamListener;
import io.spidergate.gateway.upstream.UpstreamRequest;
import io.spidergate.llm.chat.AnswerFacts;
import io.spidergate.llm.chat.ChatCompletion;
import io.spidergate.llm.chat.ChatRequest;
import io.spidergate.llm.reset.ResponseHeaders;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One call to one deployment: feeds what comes back to the readers of the protocol and tells its
/// owner how it ended. For one event loop.
final class ChatAttempt implements UpstreamListener {

    private static final int MAX_ERROR_BYTES = 64 * 1024;

    private final ChatRuntime runtime;
    private final AttemptTarget target;
    private final @Nullable Secret secret;
    private final ExchangeLog log;
    private final AttemptOwner owner;
    private final boolean wantsStream;
    private final boolean passUsage;
    private final long startedUs;
    private final Buffer collected = Buffer.buffer();
    private ResponseHeaders headers = name -> null;
    private @Nullable ChatStream stream;
    private @Nullable Integer status;
    private @Nullable Long headersUs;
    private @Nullable Long firstContentUs;
    private @Nullable UpstreamCall call;
    private boolean over;

    ChatAttempt(
            ChatRuntime runtime,
            AttemptTarget target,
            @Nullable Secret secret,
            ChatRequest request,
            ExchangeLog log,
            AttemptOwner owner) {
        this.runtime = runtime;
        this.target = target;
        this.secret = secret;
        this.log = log;
        this.owner = owner;
        this.wantsStream = request.stream();
        this.startedUs = log.elapsedUs();
        this.passUsage = request.includeUsage();
    }

    AttemptTarget target() {
        return target;
    }

    /// @param guard catches what goes wrong inside, so that no caller waits for ever
    void start(ChatRequest request, Consumer<Runnable> guard) {
        DeploymentRoute route = target.deployment();
        var provider = target.candidate().provider();
        byte[] body = request.bodyFor(route.upstreamModel(), Set.copyOf(provider.quirks()));
        call =
                runtime.client()
                        .call(
                                new UpstreamRequest(
                                        provider, ExchangeLog.ENDPOINT, body, secret, wantsStream),
                                new GuardedListener(this, guard));
    }

    @Override
    public void head(int statusCode, ResponseHeaders answerHeaders) {
        status = statusCode;
        headers = answerHeaders;
        headersUs = log.elapsedUs();
        if (wantsStream && isSuccess() && isEventStream()) {
            stream = newStream();
        }
    }

    @Override
    public void body(Buffer bytes) {
        if (stream != null) {
            stream.feed(bytes.getBytes());
            afterFeed(stream);
            return;
        }
        if (isSuccess() && collected.length() == 0 && call != null) {
            call.contentSeen();
            firstContentUs = log.elapsedUs();
        }
        if (collected.length() + bytes.length() <= limit()) {
            collected.appendBuffer(bytes);
        } else if (isSuccess()) {
            fail(protocolError("the answer is larger than %d bytes".formatted(limit())));
        }
    }

    @Override
    public void ended() {
        if (stream != null) {
            stream.end();
            flush(stream);
            endStream(stream);
        } else if (isSuccess()) {
            endPlain();
        } else {
            fail(
                    FailureReading.ofStatus(
                            status == null ? 0 : status,
                            headers,
                            collected.getBytes(),
                            secret,
                            runtime.clock().instant()));
        }
    }

    @Override
    public void failed(UpstreamFailure failure) {
        fail(status == null ? failure : failure.withStatus(status));
    }

    private void afterFeed(ChatStream fed) {
        flush(fed);
        if (fed.failure() != null || (fed.isDone() && fed.isCommitted())) {
            endStream(fed);
        }
    }

    private void flush(ChatStream fed) {
        if (over || !fed.isCommitted()) {
            return;
        }
        byte[] frames = fed.takeFrames();
        if (frames.length == 0) {
            return;
        }
        if (firstContentUs == null) {
            firstContentUs = log.elapsedUs();
            if (call != null) {
                call.contentSeen();
            }
        }
        owner.frames(frames);
    }

    private void endStream(ChatStream ended) {
        UpstreamFailure failure = ended.failure();
        if (failure != null) {
            fail(failure);
        } else if (!over) {
            if (!ended.isCommitted()) {
                owner.frames(ended.takeFrames()); // filtered: a finish reason without content
            }
            over = true;
            if (call != null) {
                call.detach();
            }
            owner.ended(new AttemptEnd.Streamed(AnswerTotals.of(ended)));
        }
    }

    private void endPlain() {
        switch (ChatCompletion.read(collected.getBytes())) {
            case ChatCompletion.Answered answered -> answered(answered);
            case ChatCompletion.Failed failed ->
                    fail(
                            FailureReading.insideSuccess(
                                    failed.error(), secret, runtime.clock().instant()));
            case ChatCompletion.Malformed malformed ->
                    fail(protocolError("not a completion: " + malformed.reason()));
        }
    }

    private void answered(ChatCompletion.Answered answered) {
        AnswerFacts facts = answered.facts();
        if (wantsStream) {
            fail(protocolError("a stream was asked for, a plain answer came"));
        } else if (facts.hasContent() || "content_filter".equals(facts.finishReason().orElse(""))) {
            over = true;
            owner.ended(new AttemptEnd.Answered(answered));
        } else {
            over = true;
            owner.ended(
                    new AttemptEnd.Failed(
                            protocolError("the completion is empty"), facts.usage().orElse(null)));
        }
    }

    private void fail(UpstreamFailure failure) {
        if (over) {
            return;
        }
        over = true;
        if (call != null) {
            call.cancel();
        }
        owner.ended(
                stream != null && stream.isCommitted()
                        ? new AttemptEnd.Cut(
                                failure.as(FailureClass.STREAM_CUT), AnswerTotals.of(stream))
                        : new AttemptEnd.Failed(failure, stream == null ? null : stream.usage()));
    }

    private UpstreamFailure protocolError(String message) {
        UpstreamFailure failure = UpstreamFailure.of(FailureClass.PROTOCOL_ERROR, message);
        return status == null ? failure : failure.withStatus(status);
    }

    /// Ends the attempt without a word to its owner; answers what had come until then.
    AnswerTotals cancel() {
        over = true;
        if (call != null) {
            call.cancel();
        }
        return stream == null ? AnswerTotals.NOTHING : AnswerTotals.of(stream);
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
                failure == null || runtime.capture() == Capture.NONE ? null : failure.message(),
                hint == null ? null : hint.toMillis(),
                charge.usage(),
                charge.cost());
    }

    private ChatStream newStream() {
        return new ChatStream(
                target.deployment().upstreamModel(),
                passUsage,
                runtime.maxAnswerBytes(),
                runtime.capture().chars(),
                error -> FailureReading.insideSuccess(error, secret, runtime.clock().instant()));
    }

    private int limit() {
        return isSuccess() ? runtime.maxAnswerBytes() : MAX_ERROR_BYTES;
    }

    private boolean isSuccess() {
        return status != null && status >= 200 && status < 300;
    }

    private boolean isEventStream() {
        String type = headers.first("content-type");
        return type != null && type.toLowerCase(Locale.ROOT).contains("text/event-stream");
    }
}

package io.spidergate.simulator;

import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;

/// Performs the steps of an answer on a connection, with back-pressure, and tells the log how it
/// went. Runs on the event loop of its connection only.
final class Delivery {

    private final Vertx vertx;
    private final HttpConnection connection;
    private final HttpServerResponse response;
    private final List<Step> steps;
    private final CallLog log;
    private final long number;
    private Future<Void> written = Future.succeededFuture();
    private int at;
    private int status;
    private long bytes;
    private boolean over;

    private Delivery(
            Vertx vertx, HttpServerRequest request, List<Step> steps, CallLog log, long number) {
        this.vertx = vertx;
        this.connection = request.connection();
        this.response = request.response();
        this.steps = steps;
        this.log = log;
        this.number = number;
    }

    static void start(
            Vertx vertx, HttpServerRequest request, List<Step> steps, CallLog log, long number) {
        Delivery delivery = new Delivery(vertx, request, steps, log, number);
        delivery.response.closeHandler(_ -> delivery.end(true));
        delivery.response.exceptionHandler(_ -> delivery.end(true));
        delivery.proceed();
    }

    private void proceed() {
        while (!over && at < steps.size()) {
            if (response.writeQueueFull()) {
                response.drainHandler(_ -> proceed());
                return;
            }
            Step step = steps.get(at++);
            if (step instanceof Step.Pause pause) {
                vertx.setTimer(pause.millis(), _ -> proceed());
                return;
            }
            perform(step);
        }
    }

    private void perform(Step step) {
        switch (step) {
            case Step.Head head -> head(head);
            case Step.Send send -> {
                bytes += send.bytes().length;
                written = response.write(Buffer.buffer(send.bytes()));
                log.update(number, call -> call.progressed(status, bytes));
            }
            case Step.Cut cut -> cut(cut.reset());
            case Step.End _ -> {
                written = response.end();
                end(false);
            }
            case Step.Stall _, Step.Pause _ -> {}
        }
    }

    private void head(Step.Head head) {
        status = head.status();
        response.setStatusCode(status);
        head.headers().forEach(response::putHeader);
        if (head.contentLength() != null) {
            response.putHeader("content-length", Integer.toString(head.contentLength()));
        } else {
            response.setChunked(true);
        }
        written = response.write(Buffer.buffer()); // sends the head now
        log.update(number, call -> call.progressed(status, bytes));
    }

    private void cut(boolean reset) {
        end(false);
        written.onComplete(_ -> close(reset));
    }

    /// With no time to linger, the kernel answers a close by a reset (RST).
    private void close(boolean reset) {
        if (reset && connection instanceof ConnectionBase base) {
            base.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        connection.close();
    }

    private void end(boolean left) {
        if (!over) {
            over = true;
            log.update(number, call -> call.ended(left, status, bytes));
        }
    }
}

package io.spidergate.bench.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A provider that streams as real ones do: each chunk in a piece of its own. Below `/paced/` and
/// `/slow/` with a pause before each, elsewhere back to back.
final class StreamServer implements AutoCloseable {

    static final String PACED = "paced";
    static final String SLOW = "slow";

    private static final byte[] HEAD =
            ascii(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
    private static final byte[] END = ascii("0\r\n\r\n");

    private final ServerSocket listener;
    private final List<byte[]> pieces =
            Answers.streamed().stream().map(StreamServer::piece).toList();

    private StreamServer(ServerSocket listener) {
        this.listener = listener;
    }

    static StreamServer start() {
        try {
            ServerSocket listener = new ServerSocket(0, 4_096, InetAddress.getLoopbackAddress());
            StreamServer server = new StreamServer(listener);
            Thread.ofPlatform().daemon().name("stream-server").start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket caller = listener.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (SocketException _) {
                return; // it has been closed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            caller.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(caller.getInputStream());
            HttpHead head = HttpHead.read(in);
            while (head != null) {
                in.skipNBytes(Math.max(0, head.contentLength()));
                stream(caller.getOutputStream(), pause(head.first()).toNanos());
                head = HttpHead.read(in);
            }
        } catch (IOException _) {
            // The load generator leaves in the middle of a stream when its time is over.
        }
    }

    private static Duration pause(String request) {
        if (request.contains("/" + SLOW + "/")) {
            return Duration.ofMillis(100);
        }
        return request.contains("/" + PACED + "/") ? Duration.ofMillis(10) : Duration.ZERO;
    }

    private void stream(OutputStream out, long pause) throws IOException {
        out.write(HEAD);
        long start = System.nanoTime();
        for (int piece = 0; piece < pieces.size(); piece++) {
            long due = start + piece * pause;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            out.write(pieces.get(piece));
        }
        out.write(END);
    }

    private static byte[] piece(String event) {
        return ascii("%x\r\n%s\r\n".formatted(event.length(), event));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

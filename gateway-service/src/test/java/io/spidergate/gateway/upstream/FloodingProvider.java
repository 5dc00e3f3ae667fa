package io.spidergate.gateway.upstream;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/// A provider that begins its answer as it should and never ends it: a gigabyte, as fast as anyone
/// takes it.
final class FloodingProvider implements AutoCloseable {

    private static final long GIGABYTE = 1L << 30;

    private final ServerSocket listener;
    private final byte[] beginning;
    private final byte[] piece;
    private final AtomicLong taken = new AtomicLong();
    private volatile boolean left;

    /// @param beginning status line, headers, first bytes
    /// @param piece what follows again and again
    private FloodingProvider(ServerSocket listener, String beginning, String piece) {
        this.listener = listener;
        this.beginning = beginning.getBytes(StandardCharsets.US_ASCII);
        this.piece = piece.repeat(65_536 / piece.length()).getBytes(StandardCharsets.US_ASCII);
    }

    static FloodingProvider start(String beginning, String piece) {
        try {
            var listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
            FloodingProvider provider = new FloodingProvider(listener, beginning, piece);
            Thread.ofVirtual().start(provider::serve);
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:%d/v1".formatted(listener.getLocalPort()));
    }

    /// Bytes that the other side, or the system in between, has taken.
    long taken() {
        return taken.get();
    }

    /// Whether the other side closed the connection before the gigabyte was over.
    boolean wasLeft() {
        return left;
    }

    private void serve() {
        try (Socket caller = listener.accept()) {
            OutputStream out = caller.getOutputStream();
            out.write(beginning);
            while (taken.get() < GIGABYTE) {
                out.write(piece);
                taken.addAndGet(piece.length);
            }
        } catch (IOException e) {
            left = true;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

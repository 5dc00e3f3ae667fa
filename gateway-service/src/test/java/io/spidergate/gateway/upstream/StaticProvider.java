package io.spidergate.gateway.upstream;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A provider that says the same to everybody, in pieces that are cut where the test wants them,
/// from threads of its own.
public final class StaticProvider implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final ServerSocket listener;
    private final List<byte[]> pieces;

    private StaticProvider(ServerSocket listener, List<byte[]> pieces) {
        this.listener = listener;
        this.pieces = pieces;
    }

    /// @param pieces of the answer, head included, each sent by itself
    public static StaticProvider start(List<byte[]> pieces) {
        try {
            var listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
            StaticProvider provider = new StaticProvider(listener, List.copyOf(pieces));
            Thread.ofVirtual().start(provider::accept);
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:%d/v1".formatted(listener.getLocalPort()));
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket caller = listener.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            caller.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(caller.getInputStream());
            while (readRequest(in)) {
                for (byte[] piece : pieces) {
                    caller.getOutputStream().write(piece);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return false where the connection has ended
    private static boolean readRequest(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith(END_OF_HEAD)) {
            int value = in.read();
            if (value < 0) {
                return false;
            }
            head.write(value);
        }
        Matcher length = LENGTH.matcher(head.toString(StandardCharsets.ISO_8859_1));
        in.skipNBytes(length.find() ? Long.parseLong(length.group(1)) : 0);
        return true;
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

package io.spidergate.bench.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// One HTTP/1.1 connection that asks the same again and again, with next to no cost of its own.
final class KeptConnection {

    private final Socket socket;
    private final InputStream in;

    private KeptConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static KeptConnection open(URI target) throws IOException {
        Socket socket = new Socket(target.getHost(), target.getPort());
        socket.setTcpNoDelay(true);
        return new KeptConnection(socket);
    }

    static byte[] post(URI target, String body, String token) {
        return "POST %s HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(target.getPath(), token, body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// Returns when the whole answer is there, which must be a 200 with a length.
    void ask(byte[] request) throws IOException {
        in.skipNBytes(answered(request).contentLength());
    }

    /// Asks for a stream, which is read to its end.
    ///
    /// @return when the first piece of it was there, in nanoseconds of this machine's clock
    long askForStream(byte[] request) throws IOException {
        answered(request);
        long first = 0;
        long piece = pieceLength();
        while (piece > 0) {
            in.skipNBytes(1);
            first = first == 0 ? System.nanoTime() : first;
            in.skipNBytes(piece - 1);
            HttpHead.required(in);
            piece = pieceLength();
        }
        HttpHead.required(in);
        return first;
    }

    private long pieceLength() throws IOException {
        return Long.parseLong(HttpHead.required(in).strip(), 16);
    }

    private HttpHead answered(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        HttpHead head = HttpHead.read(in);
        if (head == null || !head.first().startsWith("HTTP/1.1 200")) {
            throw new IOException("answered with " + (head == null ? "nothing" : head.first()));
        }
        return head;
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

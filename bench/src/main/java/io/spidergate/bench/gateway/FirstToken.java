package io.spidergate.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/// How long the first piece of a stream takes, one stream at a time.
record FirstToken(URI target, String body, String token) {

    private static final double NANOS_PER_MILLI = 1e6;

    /// In milliseconds.
    double median(int streams) {
        byte[] request = KeptConnection.post(target, body, token);
        double[] millis = new double[streams];
        try {
            KeptConnection connection = KeptConnection.open(target);
            for (int stream = 0; stream < streams; stream++) {
                long asked = System.nanoTime();
                millis[stream] = (connection.askForStream(request) - asked) / NANOS_PER_MILLI;
            }
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Measured.median(millis);
    }
}

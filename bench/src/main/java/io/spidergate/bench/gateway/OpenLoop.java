package io.spidergate.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// Requests at fixed times, whether the ones before have been answered or not. Latency counts from
/// the time at which a request was due: a side that stalls is charged for all who waited.
public final class OpenLoop {

    private static final long SECOND = 1_000_000_000L;
    private static final double NANOS_PER_MILLI = 1e6;

    private final URI target;
    private final byte[] request;
    private final ConcurrentLinkedQueue<KeptConnection> idle = new ConcurrentLinkedQueue<>();

    public OpenLoop(URI target, String body, String token) {
        this.target = target;
        this.request = KeptConnection.post(target, body, token);
    }

    /// @param sorted milliseconds of each request
    public record Latencies(double[] sorted) {

        /// @param share of the requests that were at least as fast
        public double percentile(double share) {
            return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
        }
    }

    public Latencies run(int perSecond, int seconds) {
        double[] millis = new double[perSecond * seconds];
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < millis.length; i++) {
                int number = i;
                long due = start + SECOND * i / perSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                threads.execute(() -> millis[number] = ask(due));
            }
        }
        Arrays.sort(millis);
        if (millis[0] <= 0) {
            throw new IllegalStateException("a request to %s failed".formatted(target));
        }
        idle.forEach(KeptConnection::close);
        idle.clear();
        return new Latencies(millis);
    }

    private double ask(long due) {
        try {
            KeptConnection connection = idle.poll();
            if (connection == null) {
                connection = KeptConnection.open(target);
            }
            connection.ask(request);
            double millis = (System.nanoTime() - due) / NANOS_PER_MILLI;
            idle.add(connection);
            return millis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

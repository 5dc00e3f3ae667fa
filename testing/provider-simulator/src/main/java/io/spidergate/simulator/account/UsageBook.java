package io.spidergate.simulator.account;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/// What providers charge for what they have answered, by UTC day. Every model costs two dollars for
/// a million tokens of input, half a dollar where they were read from a cache, and eight for as
/// many of output.
public final class UsageBook {

    private static final BigDecimal INPUT = new BigDecimal("0.000002");
    private static final BigDecimal CACHED = new BigDecimal("0.0000005");
    private static final BigDecimal OUTPUT = new BigDecimal("0.000008");

    private final TreeMap<Of, Used> used = new TreeMap<>();

    /// Whose use of what.
    public record Of(String provider, LocalDate day, String account, String model)
            implements Comparable<Of> {

        @Override
        public int compareTo(Of other) {
            return key().compareTo(other.key());
        }

        private String key() {
            return String.join("\n", provider, day.toString(), account, model);
        }
    }

    /// @param input cached tokens included
    public record Used(long requests, long input, long cached, long output) {

        Used plus(Used more) {
            return new Used(
                    requests + more.requests,
                    input + more.input,
                    cached + more.cached,
                    output + more.output);
        }

        BigDecimal usd() {
            return INPUT.multiply(BigDecimal.valueOf(input - cached))
                    .add(CACHED.multiply(BigDecimal.valueOf(cached)))
                    .add(OUTPUT.multiply(BigDecimal.valueOf(output)));
        }
    }

    /// One line of what a provider reports.
    record Line(Of of, Used used) {}

    public synchronized void add(Of of, Used more) {
        used.merge(of, more, Used::plus);
    }

    synchronized List<Line> lines(String provider) {
        return used.entrySet().stream()
                .filter(entry -> entry.getKey().provider().equals(provider))
                .map(entry -> new Line(entry.getKey(), entry.getValue()))
                .toList();
    }
}

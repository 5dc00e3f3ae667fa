package io.spidergate.launcher.verify;

import java.util.List;

/// How many tests have passed, failed and been skipped.
record Tally(int passed, int failed, int skipped) {

    static final Tally NONE = new Tally(0, 0, 0);

    static Tally of(List<TestReport> reports) {
        return reports.stream().map(TestReport::tally).reduce(NONE, Tally::plus);
    }

    Tally plus(Tally other) {
        return new Tally(passed + other.passed, failed + other.failed, skipped + other.skipped);
    }

    int total() {
        return passed + failed + skipped;
    }

    @Override
    public String toString() {
        return "%d passed, %d failed, %d skipped".formatted(passed, failed, skipped);
    }
}

package io.spidergate.bench;

import java.util.List;

/// Measures one thing on this machine.
public interface Benchmark {

    String name();

    /// What it measures, in one line.
    String description();

    List<Figure> run();
}

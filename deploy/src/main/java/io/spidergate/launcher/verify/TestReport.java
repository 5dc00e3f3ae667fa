package io.spidergate.launcher.verify;

import java.time.Duration;

/// What one test class left behind.
///
/// @param name of the class, with its package
record TestReport(String name, Tally tally, Duration time) {

    String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}

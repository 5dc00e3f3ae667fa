package io.spidergate.gateway.credential;

/// A provider's secret in clear. It prints as `***`, so that no log, message or dump of a record
/// shows it by accident.
public record Secret(String value) {

    @Override
    public String toString() {
        return "***";
    }
}

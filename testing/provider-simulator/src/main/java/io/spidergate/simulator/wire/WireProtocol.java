package io.spidergate.simulator.wire;

/// A wire protocol from a provider's side. Laws: the same request gets the same reading; what the
/// real API refuses is refused, in its words.
@FunctionalInterface
public interface WireProtocol {

    Reading read(Asked asked);
}

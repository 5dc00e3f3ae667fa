package io.spidergate.simulator.wire;

/// One frame of a stream.
///
/// @param content whether it brings something of the answer, so that faults count it as a chunk
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Frame(byte[] bytes, boolean content) {

    public static Frame content(byte[] bytes) {
        return new Frame(bytes, true);
    }

    public static Frame around(byte[] bytes) {
        return new Frame(bytes, false);
    }
}

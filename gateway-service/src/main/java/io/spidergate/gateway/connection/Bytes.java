package io.spidergate.gateway.connection;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;

/// Bytes on their way to a connection.
public final class Bytes {

    private Bytes() {}

    /// Without the copy that `Buffer.buffer(byte[])` makes; the array must not change any more.
    public static Buffer wrapped(byte[] bytes) {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
    }
}

package io.spidergate.llm.chat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/// Where in the bytes of an answer the value of `model` lies, quotes included; replacing it leaves
/// every other byte as the provider wrote it.
record ModelSpan(int start, int end) {

    /// The same bytes where the answer names no model.
    byte[] replaceIn(byte[] json, int offset, int length, String model) {
        byte[] value = quoted(model);
        if (start < 0) {
            byte[] same = new byte[length];
            System.arraycopy(json, offset, same, 0, length);
            return same;
        }
        byte[] out = new byte[length - (end - start) + value.length];
        int tail = length - end;
        System.arraycopy(json, offset, out, 0, start);
        System.arraycopy(value, 0, out, start, value.length);
        System.arraycopy(json, offset + end, out, start + value.length, tail);
        return out;
    }

    private static byte[] quoted(String model) {
        String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(model));
        return ("\"" + escaped + "\"").getBytes(StandardCharsets.UTF_8);
    }
}

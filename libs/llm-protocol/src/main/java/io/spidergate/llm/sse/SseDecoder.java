package io.spidergate.llm.sse;

import io.spidergate.llm.ByteSearch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Turns chunks of a `text/event-stream` into events, the same events however the stream was cut
/// into chunks.
///
/// Follows the parsing rules of the HTML standard (section 9.2.6): lines end with LF, CR or CRLF, a
/// leading byte order mark is skipped, comments and unknown fields are ignored, `data` lines are
/// joined by LF. Deviations: `id` and `retry` are ignored, since an LLM stream is never resumed by
/// them, and [#finish] hands out an event whose blank line is missing, since some providers end
/// that way after `[DONE]`.
///
/// For one stream and one thread. A line that lies whole in a chunk is not copied before its value.
public final class SseDecoder {

    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final byte[] LINE_BREAK = {LF};
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
    private static final SseProgress FLOWING = new SseProgress.Flowing();

    /// Room for `data: ` and its like around a value of the greatest size.
    private static final int LINE_EXTRA = 16;

    private final int maxEventBytes;
    private final int maxLineBytes;
    private final GrowingBytes partialLine;
    private final GrowingBytes data;
    private String name = SseEvent.MESSAGE;
    private boolean hasData;
    private boolean skipLineFeed;
    private boolean firstLine = true;
    private boolean oversized;

    /// @param maxEventBytes of one event's data, and of one line
    public SseDecoder(int maxEventBytes) {
        if (maxEventBytes < 1) {
            throw new IllegalArgumentException(
                    "maxEventBytes=%d is below 1".formatted(maxEventBytes));
        }
        this.maxEventBytes = maxEventBytes;
        this.maxLineBytes = maxEventBytes + LINE_EXTRA;
        this.partialLine = new GrowingBytes(maxLineBytes);
        this.data = new GrowingBytes(maxEventBytes);
    }

    public SseProgress feed(byte[] chunk, SseSink sink) {
        return feed(chunk, 0, chunk.length, sink);
    }

    public SseProgress feed(byte[] chunk, int offset, int length, SseSink sink) {
        int end = offset + length;
        int lineStart = offset + lineFeedLeft(chunk, offset, end);
        int lineEnd = ByteSearch.lineBreak(chunk, lineStart, end);
        while (lineEnd < end && !oversized) {
            endLine(chunk, lineStart, lineEnd - lineStart, sink);
            skipLineFeed = chunk[lineEnd] == CR;
            lineStart = lineEnd + 1 + lineFeedLeft(chunk, lineEnd + 1, end);
            lineEnd = ByteSearch.lineBreak(chunk, lineStart, end);
        }
        if (!oversized && lineStart < end) {
            oversized = !partialLine.append(chunk, lineStart, end - lineStart);
        }
        return progress();
    }

    /// One where the line feed stands here that belongs to a carriage return before.
    private int lineFeedLeft(byte[] chunk, int at, int end) {
        if (at == end || !skipLineFeed) {
            return 0;
        }
        skipLineFeed = false;
        return chunk[at] == LF ? 1 : 0;
    }

    /// The stream has ended: an event whose last line was whole is handed out, half a line is not,
    /// because it may be the half of a cut stream.
    public void finish(SseSink sink) {
        if (!oversized) {
            dispatch(sink);
        }
    }

    /// The events of one chunk as values of their own.
    public List<SseEvent> decode(byte[] chunk) {
        List<SseEvent> events = new ArrayList<>();
        feed(chunk, copyingInto(events));
        return events;
    }

    /// A sink that keeps a copy of each event.
    public static SseSink copyingInto(List<SseEvent> events) {
        return (name, buffer, offset, length) ->
                events.add(new SseEvent(name, Arrays.copyOfRange(buffer, offset, offset + length)));
    }

    private SseProgress progress() {
        return oversized ? new SseProgress.Oversized(maxEventBytes) : FLOWING;
    }

    private void endLine(byte[] chunk, int start, int length, SseSink sink) {
        if (length > maxLineBytes) {
            oversized = true;
            return;
        }
        if (partialLine.length() == 0) {
            line(chunk, start, length, sink);
            return;
        }
        if (!partialLine.append(chunk, start, length)) {
            oversized = true;
            return;
        }
        line(partialLine.array(), 0, partialLine.length(), sink);
        partialLine.clear();
    }

    private void line(byte[] bytes, int lineStart, int lineLength, SseSink sink) {
        int start = lineStart;
        int end = lineStart + lineLength;
        if (firstLine) {
            firstLine = false;
            start += startsWith(bytes, start, end, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        }
        if (start == end) {
            dispatch(sink);
            return;
        }
        int colon = start;
        while (colon < end && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, end);
        if (value < end && bytes[value] == ' ') {
            value++;
        }
        field(bytes, start, colon, value, end);
    }

    private void field(byte[] bytes, int start, int colon, int value, int end) {
        if (isField(bytes, start, colon, DATA)) {
            boolean fits = !hasData || data.append(LINE_BREAK, 0, 1);
            oversized = !fits || !data.append(bytes, value, end - value);
            hasData = true;
        } else if (isField(bytes, start, colon, EVENT)) {
            name =
                    value == end
                            ? SseEvent.MESSAGE
                            : new String(bytes, value, end - value, StandardCharsets.UTF_8);
        }
    }

    private void dispatch(SseSink sink) {
        boolean complete = hasData;
        String eventName = name;
        int length = data.length();
        hasData = false;
        name = SseEvent.MESSAGE;
        data.clear();
        if (complete) {
            sink.event(eventName, data.array(), 0, length);
        }
    }

    private static boolean isField(byte[] bytes, int start, int colon, byte[] field) {
        return colon - start == field.length && startsWith(bytes, start, colon, field);
    }

    private static boolean startsWith(byte[] bytes, int start, int end, byte[] prefix) {
        return end - start >= prefix.length
                && Arrays.equals(bytes, start, start + prefix.length, prefix, 0, prefix.length);
    }
}

package io.spidergate.traces.query;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/// The last trace of a page: the next page starts behind it, whatever has arrived in between.
record TraceCursor(Instant startedAt, String requestId) {

    /// Opaque to callers; the checksum finds a cursor that was cut or changed on its way.
    String encoded() {
        String content = ChronoUnit.MICROS.between(Instant.EPOCH, startedAt) + "|" + requestId;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (checksum(content) + "|" + content).getBytes(StandardCharsets.UTF_8));
    }

    /// Empty for what {@link #encoded} never returned.
    static Optional<TraceCursor> decode(String text) {
        try {
            String decoded =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = decoded.split("\\|", 3);
            if (parts.length != 3 || !parts[0].equals(checksum(parts[1] + "|" + parts[2]))) {
                return Optional.empty();
            }
            Instant startedAt = Instant.EPOCH.plus(Long.parseLong(parts[1]), ChronoUnit.MICROS);
            return Optional.of(new TraceCursor(startedAt, parts[2]));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static String checksum(String content) {
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}

package io.spidergate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JournaledEventTest {

    private final JournaledEvent event =
            new JournaledEvent(
                    JournaledEvent.Kind.UNDER_WAY,
                    1_790_000_000_000L,
                    "req_ä1",
                    "{\"a\":1}".getBytes(StandardCharsets.UTF_8));

    @Test
    void decodesWhatWasEncoded() {
        assertThat(JournaledEvent.decoded(event.encoded())).isEqualTo(event);
    }

    @Test
    void findsEveryFlippedBit() {
        byte[] encoded = event.encoded();
        for (int bit = 0; bit < encoded.length * 8; bit++) {
            byte[] damaged = encoded.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(JournaledEvent.decoded(damaged)).as("bit %d", bit).isNull();
        }
    }

    @Test
    void findsEveryCut() {
        byte[] encoded = event.encoded();
        for (int length = 0; length < encoded.length; length++) {
            assertThat(JournaledEvent.decoded(java.util.Arrays.copyOf(encoded, length)))
                    .as("length %d", length)
                    .isNull();
        }
    }

    @Test
    void refusesForeignBytesWithoutAnException() {
        Random random = new Random(42);
        for (int round = 0; round < 10_000; round++) {
            byte[] foreign = new byte[random.nextInt(64)];
            random.nextBytes(foreign);
            assertThat(JournaledEvent.decoded(foreign)).isNull();
        }
    }

    @Test
    void tellsNothingOfTheEventInItsText() {
        assertThat(event.toString()).isEqualTo("JournaledEvent[req_ä1, 7 bytes]");
    }
}

package io.spidergate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Whatever is added, sent and refused in whatever order: what is left is told in order and whole.
class PendingEventsTest {

    private static final long MEMORY = 3 << 20;

    private final SplittableRandom random = new SplittableRandom(11);
    private final PendingEvents pending = new PendingEvents(MEMORY);
    private final TreeMap<Long, byte[]> expected = new TreeMap<>();
    private long newest = 1_000_000;

    @Test
    void holdsWhatAnOrderedMapWouldHold() {
        for (int step = 0; step < 40_000; step++) {
            switch (random.nextInt(20)) {
                case 0 -> addLate();
                case 1, 2, 3, 4, 5, 6, 7, 8 -> removeFirst();
                case 9 -> removeAny();
                default -> add(newest += 1 + random.nextInt(3));
            }
            if (step % 2_000 == 0) {
                holdsAll();
            }
        }
        holdsAll();
        while (!expected.isEmpty()) {
            removeAny();
        }
        assertThat(pending.isEmpty()).isTrue();
        assertThat(pending.bytes()).isZero();
        assertThat(pending.after(Long.MIN_VALUE)).isNull();
    }

    @Test
    void keepsBodiesInMemoryUpToItsLimitAndAgainWhenTheyAreGone() {
        for (int event = 0; event < 10_000; event++) {
            add(newest += 1);
        }
        long held = inMemory();
        assertThat(held).isBetween(MEMORY / 2, MEMORY);

        while (!expected.isEmpty()) {
            removeFirst();
        }
        for (int event = 0; event < 10_000; event++) {
            add(newest += 1);
        }
        assertThat(inMemory()).isBetween(MEMORY / 2, MEMORY);
    }

    @Test
    void oneThatIsLargerThanABufferIsHeldWholeWhereThereIsRoom() {
        byte[] large = new byte[2 << 20];
        random.nextBytes(large);

        pending.add(7, large, 5);

        assertThat(pending.get(7).body()).isEqualTo(large);
        assertThat(pending.oldestAgeMs(9)).isEqualTo(4);
    }

    @Test
    void whatIsSetAsideCountsAndWaitsForNothing() {
        pending.add(1, new byte[10], 0);
        pending.add(2, new byte[20], 0);

        assertThat(pending.setAside(1)).isTrue();
        assertThat(pending.setAside(1)).isFalse();

        assertThat(pending.bytes()).isEqualTo(30);
        assertThat(pending.count()).isEqualTo(1);
        assertThat(pending.countSetAside()).isEqualTo(1);
        assertThat(pending.contains(1)).isFalse();
        assertThat(pending.after(0).id()).isEqualTo(2);
    }

    private void add(long id) {
        byte[] body = new byte[random.nextInt(1, 1_500)];
        random.nextBytes(body);
        expected.put(id, body);
        pending.add(id, body, id);
    }

    private void addLate() {
        long id = random.nextLong(900_000);
        if (!expected.isEmpty() && !expected.containsKey(id)) {
            add(id);
        }
    }

    private void removeFirst() {
        if (!expected.isEmpty()) {
            remove(expected.firstKey());
        }
    }

    private void removeAny() {
        if (!expected.isEmpty()) {
            Long near = expected.floorKey(random.nextLong(newest));
            remove(near == null ? expected.lastKey() : near);
        }
    }

    private void remove(long id) {
        expected.remove(id);
        assertThat(pending.contains(id)).isTrue();
        assertThat(pending.remove(id)).isTrue();
        assertThat(pending.remove(id)).isFalse();
        assertThat(pending.contains(id)).isFalse();
        assertThat(pending.get(id)).isNull();
    }

    private void holdsAll() {
        long at = Long.MIN_VALUE;
        long size = 0;
        for (var event : expected.entrySet()) {
            PendingEvents.Entry next = pending.after(at);
            assertThat(next.id()).isEqualTo(event.getKey());
            assertThat(next.size()).isEqualTo(event.getValue().length);
            assertThat(next.appendedAtMs()).isEqualTo(event.getKey());
            if (next.body() != null) {
                assertThat(Arrays.equals(next.body(), event.getValue())).isTrue();
            }
            at = next.id();
            size += next.size();
        }
        assertThat(pending.after(at)).isNull();
        assertThat(pending.count()).isEqualTo(expected.size());
        assertThat(pending.bytes()).isEqualTo(size);
    }

    private long inMemory() {
        long held = 0;
        for (var next = pending.after(0); next != null; next = pending.after(next.id())) {
            held += next.body() == null ? 0 : next.size();
        }
        return held;
    }
}

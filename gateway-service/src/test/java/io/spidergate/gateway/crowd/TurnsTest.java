package io.spidergate.gateway.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.gateway.crowd.Turns.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final int MOST = 4;
    private static final int ROOM = 10;

    private final PlayedLoop loop = new PlayedLoop();
    private final List<Integer> begun = new ArrayList<>();
    private final Turns<Integer> turns = new Turns<>(loop, MOST, ROOM, begun::add);

    @Test
    void nobodyWaitsWhileFewArriveInATurn() {
        for (int turn = 0; turn < 5; turn++) {
            for (int i = 0; i < MOST; i++) {
                assertThat(turns.arrive(i)).isEqualTo(Arrival.BEGINS);
            }
            loop.endTurn();
        }
    }

    @Test
    void whoComesTooManyBeginsInLaterTurnsAndIsNotOvertaken() {
        List<Arrival> arrivals = IntStream.range(0, 10).mapToObj(turns::arrive).toList();
        assertThat(arrivals.subList(0, MOST)).containsOnly(Arrival.BEGINS);
        assertThat(arrivals.subList(MOST, 10)).containsOnly(Arrival.WAITS);

        assertThat(begun).isEmpty();
        loop.endTurn();
        assertThat(begun).containsExactly(4, 5, 6, 7);
        assertThat(turns.arrive(10)).isEqualTo(Arrival.WAITS);
        loop.endTurn();

        assertThat(begun).containsExactly(4, 5, 6, 7, 8, 9, 10);
        assertThat(turns.waiting()).isZero();
        assertThat(turns.arrive(11)).isEqualTo(Arrival.BEGINS);
    }

    @Test
    void whereThereIsNoRoomToWaitOneIsRefused() {
        IntStream.range(0, MOST + ROOM).forEach(turns::arrive);

        assertThat(turns.arrive(99)).isEqualTo(Arrival.REFUSED);
        assertThat(turns.waiting()).isEqualTo(ROOM);
    }

    @Test
    void eachThatIsNotRefusedBeginsOnceInItsOrderAndNoTurnBeginsMoreThanTwiceTheMost() {
        Random random = new Random(42);
        for (int play = 0; play < 500; play++) {
            List<Integer> all = new ArrayList<>();
            List<Integer> expected = new ArrayList<>();
            PlayedLoop played = new PlayedLoop();
            Turns<Integer> playing = new Turns<>(played, MOST, ROOM, all::add);
            int next = 0;
            for (int turn = 0; turn < 50; turn++) {
                int before = all.size();
                for (int i = random.nextInt(12); i > 0; i--) {
                    int request = next++;
                    switch (playing.arrive(request)) {
                        case BEGINS -> {
                            all.add(request);
                            expected.add(request);
                        }
                        case WAITS -> expected.add(request);
                        case REFUSED -> assertThat(playing.waiting()).isEqualTo(ROOM);
                    }
                }
                played.endTurn();
                assertThat(all.size() - before).isLessThanOrEqualTo(2 * MOST);
            }
            IntStream.range(0, ROOM).forEach(turn -> played.endTurn());

            assertThat(all).isEqualTo(expected);
        }
    }

    /// Turns that end when the test says so.
    private static final class PlayedLoop implements Turns.Loop {

        private List<Runnable> thisTurn = new ArrayList<>();
        private List<Runnable> later = new ArrayList<>();

        @Override
        public void atTheEndOfThisTurn(Runnable work) {
            thisTurn.add(work);
        }

        @Override
        public void inALaterTurn(Runnable work) {
            later.add(work);
        }

        void endTurn() {
            List<Runnable> now = thisTurn;
            List<Runnable> timers = later;
            later = new ArrayList<>();
            thisTurn = new ArrayList<>();
            now.forEach(Runnable::run);
            timers.forEach(Runnable::run);
        }
    }
}

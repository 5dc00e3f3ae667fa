package io.spidergate.router.share;

/// Whether what was counted of a model proves that it fails more often than is tolerated. Pure.
final class Verdict {

    /// So unlikely must it be that a model that is just tolerable fails as often.
    private static final double CHANCE = 0.001;

    private Verdict() {}

    /// @param tolerated hundredths of attempts, from 1 to 99
    static boolean isTooBad(int attempts, int failures, int tolerated) {
        return attempts > 0 && chanceOfAtLeast(failures, attempts, tolerated / 100.0) < CHANCE;
    }

    /// That of so many attempts at least so many fail, each with this probability: the tail of the
    /// binomial distribution.
    private static double chanceOfAtLeast(int failures, int attempts, double probability) {
        double exactly = Math.pow(1 - probability, attempts);
        double fewer = 0;
        for (int count = 0; count < failures; count++) {
            fewer += exactly;
            exactly *= (attempts - count) * probability / ((count + 1) * (1 - probability));
        }
        return 1 - fewer;
    }
}

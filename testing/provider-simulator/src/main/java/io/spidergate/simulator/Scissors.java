package io.spidergate.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts a play off after so many bytes of the body.
final class Scissors {

    private Scissors() {}

    static List<Step> cut(List<Step> steps, int bytes, boolean reset) {
        List<Step> kept = new ArrayList<>();
        int left = bytes;
        for (Step step : steps) {
            if (step instanceof Step.Send send && send.bytes().length > left) {
                kept.add(new Step.Send(Arrays.copyOf(send.bytes(), left)));
                kept.add(new Step.Cut(reset));
                return kept;
            }
            left -= step instanceof Step.Send send ? send.bytes().length : 0;
            kept.add(step);
        }
        return kept;
    }
}

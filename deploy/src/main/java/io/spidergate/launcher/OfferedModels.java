package io.spidergate.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The models of a provider as they are given on the command line: `NAME`, or `NAME=MODEL` where
/// the catalogue knows the model by another name.
record OfferedModels(List<String> names, Map<String, String> like) {

    /// @param pairs whether `=` has a meaning; without it stands for itself
    static OfferedModels of(List<String> given, boolean pairs) {
        List<String> names = new ArrayList<>();
        Map<String, String> like = new HashMap<>();
        for (String each : given) {
            int equals = pairs ? each.indexOf('=') : -1;
            if (equals < 0) {
                names.add(each);
            } else {
                names.add(each.substring(0, equals));
                like.put(each.substring(0, equals), each.substring(equals + 1));
            }
        }
        return new OfferedModels(names, like);
    }
}

package io.spidergate.launcher.build;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Pure: the modules of the checkout and what each is built from.
///
/// @param modules folders, such as `libs/money`, in the order of the parent
/// @param uses for each module the modules that go into what it produces
record Reactor(List<String> modules, Map<String, Set<String>> uses) {

    Reactor {
        modules = List.copyOf(modules);
        uses = Map.copyOf(uses);
    }

    /// The module and all that it is built from.
    Set<String> closure(String module) {
        Set<String> reached = new LinkedHashSet<>();
        reach(module, reached);
        return reached;
    }

    private void reach(String module, Set<String> reached) {
        if (reached.add(module)) {
            uses.getOrDefault(module, Set.of()).forEach(used -> reach(used, reached));
        }
    }
}

package io.spidergate.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Page after page of a list that may be long.
public final class Pages {

    /// What a page has at most.
    public static final int MAX = 1_000;

    private Pages() {}

    /// Asks for one page.
    @FunctionalInterface
    public interface Page<T> {

        /// @param after the last entry of the page before; absent for the first page
        List<T> of(int limit, @Nullable String after);
    }

    /// All of them, in the list's own order. One that is removed meanwhile as the last of its page
    /// ends the asking with the owner's own refusal.
    ///
    /// @param id by which an entry is named as the last of its page
    public static <T> List<T> all(Page<T> page, Function<T, String> id) {
        List<T> all = new ArrayList<>();
        List<T> last = page.of(MAX, null);
        while (last.size() == MAX) {
            all.addAll(last);
            last = page.of(MAX, id.apply(last.getLast()));
        }
        all.addAll(last);
        return all;
    }
}

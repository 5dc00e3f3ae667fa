package io.spidergate.llm.reset;

import org.jspecify.annotations.Nullable;

/// The headers of an answer, whatever HTTP client read them.
@FunctionalInterface
public interface ResponseHeaders {

    /// The first value of the header of that lower-case name, or null. Names match in any case.
    @Nullable String first(String name);
}

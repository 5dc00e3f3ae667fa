package io.spidergate.simulator.wire;

import io.spidergate.llm.json.InvalidField;
import io.spidergate.simulator.assistant.Prompt;
import java.util.function.Function;

/// What a protocol makes of a request.
public sealed interface Reading {

    /// @param form how the answer to this request is written
    record Understood(Prompt prompt, boolean stream, Function<Telling, Wire> form)
            implements Reading {}

    /// @param status as the real API answers such a fault
    /// @param field what is wrong, in the protocol's way to name it; empty for the request as a
    ///   whole
    /// @param message in the real API's words
    /// @param code the machine code that goes with it
    record Wrong(int status, String field, String message, String code) implements Reading {

        public static Wrong of(InvalidField invalid) {
            return new Wrong(400, invalid.field(), invalid.message(), invalid.code());
        }
    }
}

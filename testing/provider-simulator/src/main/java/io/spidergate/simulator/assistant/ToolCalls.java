package io.spidergate.simulator.assistant;

import io.spidergate.llm.TokenEstimate;
import io.spidergate.simulator.assistant.Answer.ToolCall;
import java.util.ArrayList;
import java.util.List;

/// The calls that a prompt leads to, with arguments that fit each function's schema.
final class ToolCalls {

    private ToolCalls() {}

    /// @param text what free strings in the arguments are filled with
    static List<ToolCall> of(Prompt prompt, String text) {
        List<ToolCall> calls = new ArrayList<>();
        for (Toolbox.Function function : prompt.tools().calledOn(prompt.heard())) {
            String arguments = SchemaExample.of(function.parameters(), text).toString();
            String seed = function.name() + arguments + "#".repeat(calls.size());
            calls.add(new ToolCall(id(seed), function.name(), arguments));
        }
        return calls;
    }

    static long tokens(List<ToolCall> calls) {
        return calls.stream()
                .mapToLong(call -> TokenEstimate.ofText(call.name() + call.arguments()))
                .sum();
    }

    private static String id(String seed) {
        String digits = Long.toString(Integer.toUnsignedLong(seed.hashCode()), 36);
        return "s" + "0".repeat(8 - digits.length()) + digits;
    }
}

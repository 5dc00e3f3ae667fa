package io.spidergate.gateway.protocol;

import io.spidergate.llm.conversation.WrittenRequest;
import java.util.ArrayList;
import java.util.List;

/// Joins what the reading of a request left out with what its writing did.
final class Notes {

    private Notes() {}

    static WrittenRequest joined(List<String> reading, WrittenRequest written) {
        return switch (written) {
            case WrittenRequest.CannotCarry cannot -> cannot;
            case WrittenRequest.Body body -> {
                List<String> all = new ArrayList<>(reading);
                all.addAll(body.notes());
                yield new WrittenRequest.Body(body.body(), all);
            }
        };
    }
}

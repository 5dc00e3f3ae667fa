package io.spidergate.simulator.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.JsonBody;
import io.spidergate.simulator.wire.Asked;
import io.spidergate.simulator.wire.Reading;
import io.spidergate.simulator.wire.WireProtocol;
import java.util.Optional;

/// OpenAI's Responses, of which nothing is stored: every call brings its whole history. Sources:
/// the official SDK's types; error words as users of the real API report them.
///
/// @param plan whether the caller comes with a ChatGPT plan
public record ResponsesProtocol(boolean plan) implements WireProtocol {

    @Override
    public Reading read(Asked asked) {
        return switch (JsonBody.parse(asked.bytes())) {
            case JsonBody.Unreadable unreadable -> Reading.Wrong.of(unreadable.reason());
            case JsonBody.Parsed parsed -> judged(parsed.body());
        };
    }

    private Reading judged(ObjectNode body) {
        Optional<Reading.Wrong> wrong =
                ResponsesRules.check(body)
                        .or(() -> plan ? PlanRules.check(body) : Optional.empty());
        return wrong.isPresent()
                ? wrong.get()
                : new Reading.Understood(
                        ResponsesPrompt.of(body),
                        body.path("stream").asBoolean(),
                        telling -> new ResponsesWire(telling, new ResponseHead(telling, body)));
    }
}

package io.spidergate.simulator.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.JsonBody;
import io.spidergate.simulator.wire.Asked;
import io.spidergate.simulator.wire.Reading;
import io.spidergate.simulator.wire.WireProtocol;
import java.util.Optional;

/// Anthropic's Messages. Sources: facts on providers, section 2.8; the official SDK's types; error
/// words as users of the real API report them.
public record MessagesProtocol(Purpose purpose) implements WireProtocol {

    /// What a request is for; the shape of the prompt is the same.
    public enum Purpose {
        ANSWER,
        COUNT
    }

    /// The seal of a thought of Claude, wherever it is served.
    public static String signature(String thought) {
        return ThinkingSeal.of(thought);
    }

    @Override
    public Reading read(Asked asked) {
        return switch (JsonBody.parse(asked.bytes())) {
            case JsonBody.Unreadable unreadable -> Reading.Wrong.of(unreadable.reason());
            case JsonBody.Parsed parsed -> judged(asked, parsed.body());
        };
    }

    private Reading judged(Asked asked, ObjectNode body) {
        Optional<Reading.Wrong> wrong = MessagesRules.check(purpose, asked, body);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        boolean hidden = body.path("thinking").path("display").asText().equals("omitted");
        return new Reading.Understood(
                MessagesPrompt.of(body),
                body.path("stream").asBoolean(),
                telling -> new MessagesWire(telling, hidden));
    }
}

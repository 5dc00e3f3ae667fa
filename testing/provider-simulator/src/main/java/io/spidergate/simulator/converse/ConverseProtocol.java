package io.spidergate.simulator.converse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.JsonBody;
import io.spidergate.simulator.messages.MessagesProtocol;
import io.spidergate.simulator.wire.Asked;
import io.spidergate.simulator.wire.Bodies;
import io.spidergate.simulator.wire.Reading;
import io.spidergate.simulator.wire.WireProtocol;
import java.util.HashMap;
import java.util.Map;

/// Converse of AWS Bedrock. Sources: the API reference of `Converse` and `ConverseStream`; AWS's
/// own client reads its answers in the tests.
public record ConverseProtocol() implements WireProtocol {

    @Override
    public Reading read(Asked asked) {
        return switch (JsonBody.parse(asked.bytes())) {
            case JsonBody.Unreadable unreadable -> Reading.Wrong.of(unreadable.reason());
            case JsonBody.Parsed parsed -> judged(asked, parsed.body());
        };
    }

    private static Reading judged(Asked asked, ObjectNode body) {
        ObjectNode messages;
        try {
            messages = new AsMessages().of(asked.model(), body);
        } catch (Malformed malformed) {
            return new Reading.Wrong(
                    400, malformed.field(), malformed.words(), "ValidationException");
        }
        Map<String, String> headers = new HashMap<>(asked.headers());
        headers.put("anthropic-version", "2023-06-01");
        Asked inner =
                new Asked(asked.model(), asked.stream(), messages, Bodies.bytes(messages), headers);
        return switch (new MessagesProtocol(MessagesProtocol.Purpose.ANSWER).read(inner)) {
            case Reading.Wrong wrong -> wrong;
            case Reading.Understood understood ->
                    new Reading.Understood(understood.prompt(), asked.stream(), ConverseWire::new);
        };
    }
}

package io.spidergate.llm.messages;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.json.FieldCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads what an earlier answer is made of. Blocks that Anthropic's own tools left there are left
/// out with a note: no other provider could make sense of them.
final class AssistantBlocks {

    private static final int MAX_NAME = 512;

    private final FieldCheck check;
    private final Set<String> notes;

    AssistantBlocks(FieldCheck check, Set<String> notes) {
        this.check = check;
        this.notes = notes;
    }

    List<Said> of(String at, JsonNode content) {
        List<Said> said = new ArrayList<>();
        if (content.isTextual()) {
            said.add(new Said.Text(content.textValue()));
            return said;
        }
        if (!content.isArray()) {
            check.wrongType(at, "a string or an array of blocks", content);
        }
        Optional<Seal> sealOfNextCall = Optional.empty();
        for (int index = 0; index < content.size() && check.clean(); index++) {
            sealOfNextCall =
                    block(at + "[" + index + "]", content.path(index), sealOfNextCall, said);
        }
        return said;
    }

    /// @return the seal of the call that follows, where this block was there to carry it
    private Optional<Seal> block(
            String at, JsonNode block, Optional<Seal> sealOfCall, List<Said> said) {
        check.requiredObject(at, block);
        check.requiredString(at + ".type", block.path("type"), MAX_NAME);
        switch (block.path("type").asText()) {
            case "text" -> said.add(new Said.Text(required(at + ".text", block.path("text"))));
            case "thinking" -> {
                return thought(at, block, said);
            }
            case "redacted_thinking" ->
                    said.add(
                            new Said.Thought(
                                    "",
                                    Optional.of(
                                            MessagesSeal.ofRedacted(
                                                    required(at + ".data", block.path("data"))))));
            case "tool_use" -> said.add(call(at, block, sealOfCall));
            case String type ->
                    notes.add("a block of type %s was left out".formatted(ShortName.of(type)));
        }
        return Optional.empty();
    }

    private Optional<Seal> thought(String at, JsonNode block, List<Said> said) {
        check.string(at + ".thinking", block.path("thinking"));
        check.string(at + ".signature", block.path("signature"));
        String text = block.path("thinking").asText("");
        Optional<Seal> seal = MessagesSeal.ofSignature(block.path("signature").asText(""));
        Optional<Seal> ofCall = seal.flatMap(MessagesSeal::ofCall);
        if (ofCall.isEmpty() && (!text.isEmpty() || seal.isPresent())) {
            said.add(new Said.Thought(text, seal));
        }
        return ofCall;
    }

    private Said call(String at, JsonNode block, Optional<Seal> seal) {
        check.requiredString(at + ".id", block.path("id"), MAX_NAME);
        check.requiredString(at + ".name", block.path("name"), MAX_NAME);
        check.requiredObject(at + ".input", block.path("input"));
        return new Said.Call(
                block.path("id").asText(),
                block.path("name").asText(),
                block.path("input").toString(),
                seal);
    }

    private String required(String at, JsonNode text) {
        if (absent(text)) {
            check.missing(at);
        }
        check.string(at, text);
        return text.asText();
    }
}

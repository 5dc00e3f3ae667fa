package io.spidergate.llm.messages;

import static io.spidergate.llm.messages.BlockSink.Delta.INPUT;
import static io.spidergate.llm.messages.BlockSink.Delta.SIGNATURE;
import static io.spidergate.llm.messages.BlockSink.Delta.TEXT;
import static io.spidergate.llm.messages.BlockSink.Delta.THINKING;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.json.Json;
import java.util.Optional;

/// Cuts the parts of an answer into content blocks: a block ends where a part of another kind
/// begins, at a seal, and at the next call.
///
/// Law: blocks never overlap, and each that begins ends, once [#close] was called.
final class ContentBlocks {

    enum Open {
        NOTHING,
        TEXT,
        THINKING,
        CALL,
        CALL_WITH_ARGUMENTS
    }

    private final BlockSink sink;
    private Open open = Open.NOTHING;

    ContentBlocks(BlockSink sink) {
        this.sink = sink;
    }

    /// Goes on where another's blocks are.
    void goOnAt(Open now) {
        open = now;
    }

    /// Parts that are no content are not looked at.
    void add(AnswerPart part) {
        switch (part) {
            case AnswerPart.Text(String text) -> text(text);
            case AnswerPart.Thought(String text) -> thought(text);
            case AnswerPart.ThoughtSealed(Seal seal) -> seal(seal);
            case AnswerPart.CallBegun call -> begin(call);
            case AnswerPart.CallArguments more -> arguments(more.json());
            case AnswerPart.Finished finished -> {}
            case AnswerPart.Counted counted -> {}
            case AnswerPart.Ended ended -> {}
            case AnswerPart.Broken broken -> {}
            case AnswerPart.Malformed malformed -> {}
        }
    }

    void close() {
        if (open == Open.CALL) {
            sink.more(INPUT, "{}");
        }
        if (open != Open.NOTHING) {
            sink.end();
            open = Open.NOTHING;
        }
    }

    private void text(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (open != Open.TEXT) {
            begin(Open.TEXT, block("text").put("text", ""));
        }
        sink.more(TEXT, text);
    }

    private void thought(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (open != Open.THINKING) {
            beginThinking();
        }
        sink.more(THINKING, text);
    }

    private void seal(Seal seal) {
        Optional<String> redacted = MessagesSeal.redacted(seal);
        if (redacted.isPresent()) {
            begin(Open.NOTHING, block("redacted_thinking").put("data", redacted.get()));
            sink.end();
            return;
        }
        if (open != Open.THINKING) {
            beginThinking();
        }
        sign(seal.portable(Protocol.MESSAGES));
    }

    private void begin(AnswerPart.CallBegun call) {
        if (call.seal().isPresent()) {
            beginThinking();
            sign(MessagesSeal.signatureOfCall(call.seal().get()));
        }
        ObjectNode block = block("tool_use").put("id", call.id()).put("name", call.name());
        block.putObject("input");
        begin(Open.CALL, block);
    }

    private void arguments(String json) {
        if (!json.isEmpty()) {
            sink.more(INPUT, json);
            open = Open.CALL_WITH_ARGUMENTS;
        }
    }

    private void beginThinking() {
        begin(Open.THINKING, block("thinking").put("thinking", "").put("signature", ""));
    }

    private void sign(String signature) {
        sink.more(SIGNATURE, signature);
        close();
    }

    private void begin(Open next, ObjectNode block) {
        close();
        sink.begin(block);
        open = next;
    }

    private static ObjectNode block(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }
}

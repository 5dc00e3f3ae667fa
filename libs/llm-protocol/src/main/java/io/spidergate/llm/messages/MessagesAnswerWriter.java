package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.AnswerHead;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.AnswerWriter;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;
import java.util.List;

/// Writes answers as Anthropic's messages: one JSON body, or the named events that its clients
/// insist on, in the order `message_start`, blocks with a `ping` in the first, `message_delta`,
/// `message_stop`.
///
/// Rules: thoughts are `thinking` blocks whose signature is the portable seal, empty where there is
/// none; usage that never came is the head's estimate of the prompt and no output.
public final class MessagesAnswerWriter implements AnswerWriter {

    private final AnswerHead head;
    private final BlockFrames frames = new BlockFrames();
    private final ContentBlocks streamed = new ContentBlocks(frames);
    private final BlockPosition others = new BlockPosition();
    private boolean begun;
    private boolean behindOthers;
    private Finish finish = Finish.STOP;
    private Usage usage;

    public MessagesAnswerWriter(AnswerHead head) {
        this.head = head;
        this.usage = new Usage(head.promptTokens(), 0, 0, 0);
    }

    @Override
    public void passed(String name, byte[] buffer, int offset, int length) {
        begun = true;
        behindOthers = true;
        others.passed(name, buffer, offset, length);
    }

    @Override
    public boolean takesOver() {
        return !others.isLost();
    }

    private void goOnBehindOthers() {
        if (behindOthers) {
            behindOthers = false;
            frames.goOnAt(others.index());
            streamed.goOnAt(others.open());
        }
    }

    @Override
    public byte[] frames(List<AnswerPart> parts) {
        goOnBehindOthers();
        for (AnswerPart part : parts) {
            if (isContent(part)) {
                begin();
            }
            streamed.add(part);
            keep(part);
        }
        return frames.taken();
    }

    private static boolean isContent(AnswerPart part) {
        return switch (part) {
            case AnswerPart.Text(String text) -> !text.isEmpty();
            case AnswerPart.Thought(String text) -> !text.isEmpty();
            case AnswerPart.ThoughtSealed sealed -> true;
            case AnswerPart.CallBegun call -> true;
            case AnswerPart.CallArguments more -> true;
            case AnswerPart.Finished finished -> false;
            case AnswerPart.Counted counted -> false;
            case AnswerPart.Ended ended -> false;
            case AnswerPart.Broken broken -> false;
            case AnswerPart.Malformed malformed -> false;
        };
    }

    private void begin() {
        if (!begun) {
            begun = true;
            ObjectNode message = message(Json.MAPPER.createArrayNode(), usage);
            message.putNull("stop_reason").putNull("stop_sequence");
            frames.frame(BlockFrames.event("message_start").set("message", message));
        }
    }

    private void keep(AnswerPart part) {
        if (part instanceof AnswerPart.Finished(Finish reason)) {
            finish = reason;
        } else if (part instanceof AnswerPart.Counted(Usage counted)) {
            usage = counted;
        }
    }

    private ObjectNode message(ArrayNode content, Usage counted) {
        ObjectNode message =
                Json.MAPPER
                        .createObjectNode()
                        .put("id", "msg_" + head.id())
                        .put("type", "message")
                        .put("role", "assistant")
                        .put("model", head.model());
        message.set("content", content);
        message.set("usage", MessagesUsage.write(counted));
        return message;
    }

    @Override
    public byte[] end() {
        goOnBehindOthers();
        begin();
        streamed.close();
        ObjectNode last = BlockFrames.event("message_delta");
        last.putObject("delta").put("stop_reason", StopReason.of(finish)).putNull("stop_sequence");
        frames.frame(last.set("usage", MessagesUsage.write(usage)));
        frames.frame(BlockFrames.event("message_stop"));
        return frames.taken();
    }

    /// The catalogue's code has no field here; clients know the types of errors only.
    @Override
    public byte[] broken(String code, String message) {
        ObjectNode error = BlockFrames.event("error");
        error.putObject("error").put("type", "api_error").put("message", message);
        frames.frame(error);
        return frames.taken();
    }

    @Override
    public byte[] plain(List<AnswerPart> parts) {
        BlockList list = new BlockList();
        ContentBlocks blocks = new ContentBlocks(list);
        for (AnswerPart part : parts) {
            blocks.add(part);
            keep(part);
        }
        blocks.close();
        return Json.bytes(
                message(list.content(), usage)
                        .put("stop_reason", StopReason.of(finish))
                        .putNull("stop_sequence"));
    }
}

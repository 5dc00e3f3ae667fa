package io.spidergate.simulator.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.assistant.Answer;
import io.spidergate.simulator.assistant.Answer.ToolCall;
import io.spidergate.simulator.assistant.Finish;
import io.spidergate.simulator.wire.Bodies;
import io.spidergate.simulator.wire.Telling;
import java.util.ArrayList;
import java.util.List;

/// The parts and figures of an answer in Google's form. A call has no id and comes whole; only the
/// first of several has a signature; that tools are called is no reason to finish.
record GeminiAnswer(Telling telling, Thoughts thoughts) {

    /// @param shown whether thoughts are told
    /// @param signed whether parts carry signatures
    record Thoughts(boolean shown, boolean signed) {}

    /// As they are streamed, one a frame.
    List<ObjectNode> parts() {
        List<ObjectNode> parts = new ArrayList<>();
        if (thoughts.shown()) {
            answer().thoughts().forEach(text -> parts.add(text(text).put("thought", true)));
        }
        telling.texts().forEach(text -> parts.add(text(text)));
        parts.addAll(calls());
        return parts;
    }

    /// As they stand in one document: thoughts, text, calls.
    List<ObjectNode> wholeParts() {
        List<ObjectNode> parts = new ArrayList<>();
        if (thoughts.shown() && !answer().thoughts().isEmpty()) {
            parts.add(text(answer().thought()).put("thought", true));
        }
        if (!answer().pieces().isEmpty()) {
            ObjectNode said = text(answer().text());
            parts.add(
                    thoughts.signed()
                            ? said.put("thoughtSignature", ThoughtSignature.of(""))
                            : said);
        }
        parts.addAll(calls());
        return parts;
    }

    /// The last frame of text has no word, but where thoughts are signed, their signature.
    ObjectNode lastPart() {
        ObjectNode part = text("");
        return thoughts.signed() && answer().toolCalls().isEmpty()
                ? part.put("thoughtSignature", ThoughtSignature.of(""))
                : part;
    }

    String finishReason() {
        return switch (answer().finish()) {
            case Finish.Done _, Finish.StopWord _, Finish.Tools _ -> "STOP";
            case Finish.Length _ -> "MAX_TOKENS";
            case Finish.Filtered _ -> "SAFETY";
        };
    }

    /// Thoughts are counted beside the candidates, not within them.
    ObjectNode usage() {
        Answer.Usage told = answer().usage();
        ObjectNode usage = promptUsage();
        if (told.cached() > 0) {
            usage.put("cachedContentTokenCount", told.cached());
        }
        if (told.reasoning() > 0) {
            usage.put("thoughtsTokenCount", told.reasoning());
        }
        return usage.put("candidatesTokenCount", told.completion() - told.reasoning())
                .put("totalTokenCount", told.total());
    }

    /// What is known before anything was said.
    ObjectNode promptUsage() {
        long prompt = answer().usage().prompt();
        ObjectNode usage =
                Bodies.object().put("promptTokenCount", prompt).put("totalTokenCount", prompt);
        usage.putArray("promptTokensDetails")
                .addObject()
                .put("modality", "TEXT")
                .put("tokenCount", prompt);
        return usage;
    }

    Answer answer() {
        return telling.answer();
    }

    private static ObjectNode text(String text) {
        return Bodies.object().put("text", text);
    }

    private List<ObjectNode> calls() {
        List<ObjectNode> parts = new ArrayList<>();
        for (ToolCall call : answer().toolCalls()) {
            ObjectNode part = Bodies.object();
            part.putObject("functionCall")
                    .put("name", call.name())
                    .set("args", Bodies.tree(call.arguments()));
            if (thoughts.signed() && parts.isEmpty()) {
                part.put("thoughtSignature", ThoughtSignature.of(call.name()));
            }
            parts.add(part);
        }
        return parts;
    }
}

package io.spidergate.llm.conversation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a conversation asks of a model beyond plain text.
public final class Needs {

    private Needs() {}

    public static Set<Need> of(Conversation conversation) {
        EnumSet<Need> needs = EnumSet.noneOf(Need.class);
        if (!conversation.tools().isEmpty()) {
            needs.add(Need.TOOLS);
        }
        if (conversation.turns().stream().anyMatch(Needs::showsImages)) {
            needs.add(Need.VISION);
        }
        switch (conversation.form()) {
            case AnswerForm.Text() -> {}
            case AnswerForm.JsonObject() -> needs.add(Need.JSON_OBJECT);
            case AnswerForm.JsonSchema schema -> needs.add(Need.JSON_SCHEMA);
        }
        if (!(conversation.thinking() instanceof Thinking.Unsaid)) {
            needs.add(Need.REASONING);
        }
        if (!conversation.turns().isEmpty()
                && conversation.turns().getLast() instanceof Turn.Assistant) {
            needs.add(Need.PREFILL);
        }
        return Set.copyOf(needs);
    }

    private static boolean showsImages(Turn turn) {
        List<Part> parts =
                switch (turn) {
                    case Turn.User(List<Part> said) -> said;
                    case Turn.ToolResult result -> result.parts();
                    case Turn.Instructions instructions -> List.of();
                    case Turn.Assistant assistant -> List.of();
                };
        return parts.stream().anyMatch(part -> !(part instanceof Part.Text));
    }
}

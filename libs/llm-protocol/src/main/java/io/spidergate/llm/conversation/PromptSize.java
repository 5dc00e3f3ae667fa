package io.spidergate.llm.conversation;

import io.spidergate.llm.TokenEstimate;

/// About how many tokens a conversation has before it is answered, see [TokenEstimate].
public final class PromptSize {

    private long parts;
    private long tokens;

    private PromptSize() {}

    public static long of(Conversation conversation) {
        PromptSize size = new PromptSize();
        conversation.turns().forEach(size::turn);
        for (Tool tool : conversation.tools()) {
            size.text(tool.name());
            size.text(tool.description());
            size.text(tool.parameters().toString());
        }
        if (conversation.form() instanceof AnswerForm.JsonSchema schema) {
            size.text(schema.schema().toString());
        }
        return size.tokens + TokenEstimate.ofParts(size.parts);
    }

    private void turn(Turn turn) {
        tokens += TokenEstimate.PER_MESSAGE;
        switch (turn) {
            case Turn.Instructions(String text) -> text(text);
            case Turn.User user -> user.parts().forEach(this::part);
            case Turn.ToolResult result -> result.parts().forEach(this::part);
            case Turn.Assistant assistant -> assistant.said().forEach(this::said);
        }
    }

    private void part(Part part) {
        switch (part) {
            case Part.Text(String text) -> text(text);
            case Part.InlineImage image -> tokens += TokenEstimate.PER_IMAGE;
            case Part.LinkedImage image -> tokens += TokenEstimate.PER_IMAGE;
        }
    }

    private void said(Said said) {
        switch (said) {
            case Said.Text(String text) -> text(text);
            case Said.Thought thought -> text(thought.text());
            case Said.Call call -> {
                text(call.name());
                text(call.arguments());
            }
        }
    }

    private void text(String text) {
        parts += TokenEstimate.parts(text);
    }
}

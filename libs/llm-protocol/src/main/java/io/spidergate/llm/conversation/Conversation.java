package io.spidergate.llm.conversation;

import java.util.List;

/// All that a caller asks of a model.
///
/// Law: a protocol's reader either puts what it reads here, refuses it by its field's name, or
/// leaves it out by the rule in its own documentation; nothing else gets lost.
///
/// @param model alias or model as the caller named it
/// @param turns in order; instructions stand among them where the caller put them
/// @param tools functions that the model may call; tools that a provider would run itself are not
///   among them
/// @param parallelCalls whether several calls in one turn are welcome
public record Conversation(
        String model,
        List<Turn> turns,
        List<Tool> tools,
        ToolChoice toolChoice,
        boolean parallelCalls,
        Sampling sampling,
        AnswerForm form,
        Thinking thinking,
        boolean stream) {

    public Conversation {
        turns = List.copyOf(turns);
        tools = List.copyOf(tools);
    }
}

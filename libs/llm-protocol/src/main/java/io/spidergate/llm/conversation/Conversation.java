package io.spidergate.llm.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

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

    /// A number that the requests of one conversation have in common: of what stands before its
    /// first answer.
    public int beginning() {
        int hash = 0;
        for (Turn turn : turns) {
            if (turn instanceof Turn.Instructions(String text)) {
                hash = 31 * hash + text.hashCode();
            } else if (turn instanceof Turn.User(List<Part> parts)) {
                return 31 * hash + parts.hashCode();
            }
        }
        return hash;
    }

    /// The same, for a model that is to go on with an answer that another began: it does not think
    /// again, and what was said counts against the caller's limit.
    ///
    /// @param begun what was said
    /// @param tokens about how many that was
    public Conversation goingOnWith(String begun, long tokens) {
        List<Turn> more = new ArrayList<>(turns);
        List<Said> said = new ArrayList<>();
        if (!more.isEmpty() && more.getLast() instanceof Turn.Assistant(List<Said> own)) {
            said.addAll(own); // the caller had begun the answer itself
            more.removeLast();
        }
        said.add(new Said.Text(begun));
        more.add(new Turn.Assistant(said));
        OptionalInt limit = sampling.maxTokens();
        return new Conversation(
                model,
                more,
                tools,
                toolChoice,
                parallelCalls,
                limit.isEmpty()
                        ? sampling
                        : sampling.withMaxTokens((int) Math.max(1, limit.getAsInt() - tokens)),
                form,
                new Thinking.Unsaid(),
                stream);
    }
}

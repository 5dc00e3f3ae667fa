package io.spidergate.simulator.assistant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.spidergate.simulator.assistant.Answer.ToolCall;
import io.spidergate.simulator.assistant.Answer.Usage;
import java.util.List;
import java.util.stream.Collectors;

/// A model of no intelligence that honours what a request asks for: tools, JSON, thoughts, length,
/// stop words. It says that it is the simulator and repeats the last message, or tells what tools
/// returned; always the same for the same request.
public final class Assistant {

    private static final String NAME = "This is the SpiderGate provider simulator. ";
    private static final int QUOTED = 200;

    private final Prompt prompt;
    private final Orders orders;

    private Assistant(Prompt prompt, Orders orders) {
        this.prompt = prompt;
        this.orders = orders;
    }

    public static Answer answer(Prompt prompt, Orders orders) {
        return new Assistant(prompt, orders).answer();
    }

    private Answer answer() {
        if (orders.filtered() == Orders.Filtered.PROMPT) {
            return said(List.of(), List.of(), List.of(), new Finish.Filtered(orders.filtered()));
        }
        List<ToolCall> calls =
                orders.empty() || orders.text() != null
                        ? List.of()
                        : ToolCalls.of(prompt, quoted());
        return calls.isEmpty() ? spoken() : called(calls);
    }

    private Answer called(List<ToolCall> calls) {
        String names = calls.stream().map(ToolCall::name).collect(Collectors.joining(" and "));
        return said(
                thoughts("I am to call " + names + "."),
                prompt.tools().announced() ? Pieces.of("Let me call " + names + ".") : List.of(),
                calls,
                new Finish.Tools());
    }

    private Answer spoken() {
        List<String> thoughts = thoughts("I am to answer in words, and I only know how to repeat.");
        StopWords stopped =
                StopWords.cut(orders.empty() ? "" : unsaid(text()), prompt.limits().stops());
        List<String> pieces = Pieces.of(stopped.text());
        int cap = prompt.limits().maxTokens();
        if (orders.filtered() != null) {
            return said(
                    thoughts,
                    pieces.subList(0, pieces.size() / 2),
                    List.of(),
                    new Finish.Filtered(orders.filtered()));
        }
        if (thoughts.size() + pieces.size() > cap) {
            int left = Math.max(0, cap - thoughts.size());
            return said(
                    thoughts.subList(0, Math.min(cap, thoughts.size())),
                    pieces.subList(0, left),
                    List.of(),
                    new Finish.Length());
        }
        return said(thoughts, pieces, List.of(), stopped.finish());
    }

    private List<String> thoughts(String text) {
        return prompt.thinks() && !orders.empty() ? Pieces.of(text) : List.of();
    }

    private Answer said(
            List<String> thoughts, List<String> pieces, List<ToolCall> calls, Finish finish) {
        int choices = prompt.limits().choices();
        long words = pieces.size() + ToolCalls.tokens(calls);
        Usage usage =
                new Usage(
                        prompt.tokens(),
                        Math.min(prompt.tokens(), orders.cachedTokens()),
                        thoughts.size() + words * choices,
                        thoughts.size());
        return new Answer(thoughts, pieces, calls, finish, usage, choices);
    }

    private String text() {
        if (orders.text() != null) {
            return orders.text();
        }
        return switch (prompt.form()) {
            case Form.Text _ -> echo();
            case Form.AnyObject _ ->
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("simulator", true)
                            .put("answer", echo())
                            .toString();
            case Form.Fitting fitting -> SchemaExample.of(fitting.schema(), "simulated").toString();
        };
    }

    /// A beginning that it would have said itself is gone on with; after any other it says all of
    /// its own text.
    private String unsaid(String text) {
        String begun = prompt.begun().text();
        return prompt.begun().repeated() || begun.isEmpty() || !text.startsWith(begun)
                ? text
                : text.substring(begun.length());
    }

    private String echo() {
        return switch (prompt.heard()) {
            case Heard.Words _ -> NAME + "You said: " + quoted();
            case Heard.Results _ -> NAME + "The tool answered: " + quoted();
        };
    }

    private String quoted() {
        String text = prompt.heard().text();
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
    }
}

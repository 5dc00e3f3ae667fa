package io.spidergate.simulator.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The functions on offer, and which of them are called.
///
/// Law: each function that the words name is called, as often and in the order in which it is
/// named; where a call is asked for and none is named, the first one is.
///
/// @param several whether one turn may hold more than one call
/// @param announced whether the assistant says a word before it calls
public record Toolbox(List<Function> functions, Choice choice, boolean several, boolean announced) {

    /// Enough for any test of parallel calls; a long prompt that names all tools shall not call
    /// all.
    private static final int MOST_CALLS = 4;

    /// @param parameters a JSON schema, missing where there are none
    public record Function(String name, JsonNode parameters) {}

    /// Whether functions may, must or must not be called.
    public sealed interface Choice {

        record Free() implements Choice {}

        record Never() implements Choice {}

        record Some() implements Choice {}

        /// @param names one of these
        record Named(List<String> names) implements Choice {

            public Named {
                names = List.copyOf(names);
            }
        }
    }

    public Toolbox {
        functions = List.copyOf(functions);
    }

    List<Function> calledOn(Heard heard) {
        List<Function> called =
                switch (choice) {
                    case Choice.Never _ -> List.<Function>of();
                    case Choice.Free _ -> freely(heard);
                    case Choice.Some _ -> atLeastOne(functions, heard);
                    case Choice.Named named -> atLeastOne(allowed(named), heard);
                };
        return called.subList(0, Math.min(called.size(), several ? MOST_CALLS : 1));
    }

    private List<Function> freely(Heard heard) {
        if (heard instanceof Heard.Results) {
            return List.of();
        }
        List<Function> named = named(functions, heard.text());
        if (!named.isEmpty()) {
            return named;
        }
        String said = heard.text().toLowerCase(Locale.ROOT);
        Optional<Function> meant =
                functions.stream()
                        .filter(each -> said.contains(each.name().toLowerCase(Locale.ROOT)))
                        .findFirst();
        boolean asked = said.contains("tool") && !functions.isEmpty();
        return meant.or(() -> asked ? Optional.of(functions.getFirst()) : Optional.empty()).stream()
                .toList();
    }

    private List<Function> allowed(Choice.Named choice) {
        List<Function> allowed =
                functions.stream().filter(each -> choice.names().contains(each.name())).toList();
        return allowed.isEmpty() ? functions : allowed;
    }

    private static List<Function> atLeastOne(List<Function> allowed, Heard heard) {
        List<Function> named = named(allowed, heard.text());
        return named.isEmpty() ? allowed.stream().limit(1).toList() : named;
    }

    /// As whole words, in the order in which they are said.
    private static List<Function> named(List<Function> functions, String text) {
        List<Mention> mentions = new ArrayList<>();
        for (Function function : functions) {
            Pattern word =
                    Pattern.compile(
                            "(?<![\\w-])" + Pattern.quote(function.name()) + "(?![\\w-])",
                            Pattern.CASE_INSENSITIVE);
            word.matcher(text)
                    .results()
                    .forEach(found -> mentions.add(new Mention(found.start(), function)));
        }
        return mentions.stream()
                .sorted(Comparator.comparingInt(Mention::at))
                .map(Mention::function)
                .toList();
    }

    private record Mention(int at, Function function) {}
}

package io.spidergate.llm.generatecontent;

import io.spidergate.llm.conversation.Tool;
import io.spidergate.llm.conversation.ToolChoice;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// `toolConfig.functionCallingConfig`: whether functions must be called, and which of them may be.
///
/// Rules: `ANY` with one allowed name is a choice of that function; with several, all others are
/// taken away. `VALIDATED` is `AUTO` with strict functions, since it holds calls to their schemas.
/// Under other modes Google refuses allowed names; here they are left out with a note.
final class ToolConfig {

    private static final List<String> MODES =
            List.of("AUTO", "ANY", "NONE", "VALIDATED", "MODE_UNSPECIFIED");
    private static final Set<String> READ = Set.of("mode", "allowedFunctionNames");

    private final RequestCheck check;
    private final List<Tool> tools;

    /// @param tools all that were declared
    ToolConfig(RequestCheck check, List<Tool> tools) {
        this.check = check;
        this.tools = tools;
    }

    /// @param tools what is left of all tools
    record Choice(ToolChoice choice, List<Tool> tools) {}

    Choice read(Field config) {
        check.fields().object(config.at(), config.value());
        check.noteUnknown(config, Set.of("functionCallingConfig"));
        Field calling = config.field("functionCallingConfig");
        check.fields().object(calling.at(), calling.value());
        check.noteUnknown(calling, READ);
        String mode = mode(calling.field("mode"));
        List<Tool> allowed = allowed(calling.field("allowedFunctionNames"), mode);
        return switch (mode) {
            case "ANY" -> any(calling, allowed);
            case "NONE" -> new Choice(new ToolChoice.None(), tools);
            case "VALIDATED" -> new Choice(new ToolChoice.Auto(), strict(allowed));
            default -> new Choice(new ToolChoice.Auto(), tools);
        };
    }

    private String mode(Field mode) {
        if (mode.isAbsent()) {
            return "AUTO";
        }
        String word = mode.value().asText().toUpperCase(Locale.ROOT);
        if (!MODES.contains(word)) {
            check.fields().oneOf(mode.at(), mode.value(), MODES);
        }
        return word;
    }

    private List<Tool> allowed(Field names, String mode) {
        if (!check.walkable(names) || names.value().isEmpty()) {
            return tools;
        }
        if (!mode.equals("ANY") && !mode.equals("VALIDATED")) {
            check.notes().leftOut(names.at(), "it goes with the modes ANY and VALIDATED only");
            return tools;
        }
        Set<String> wanted = new HashSet<>();
        for (Field name : names.elements()) {
            wanted.add(name.value().asText());
            if (tools.stream().noneMatch(tool -> tool.name().equals(name.value().textValue()))) {
                check.fields()
                        .wrongValue(name.at(), "the name of a declared function", name.value());
            }
        }
        return tools.stream().filter(tool -> wanted.contains(tool.name())).toList();
    }

    private Choice any(Field calling, List<Tool> allowed) {
        if (tools.isEmpty() && check.clean()) {
            check.wrong(calling.field("mode"), "asks for a call, but tools has no function");
        }
        boolean named = calling.field("allowedFunctionNames").value().size() == 1;
        return named && allowed.size() == 1
                ? new Choice(new ToolChoice.Named(allowed.getFirst().name()), tools)
                : new Choice(new ToolChoice.Required(), allowed);
    }

    private static List<Tool> strict(List<Tool> tools) {
        return tools.stream()
                .map(tool -> new Tool(tool.name(), tool.description(), tool.parameters(), true))
                .toList();
    }
}

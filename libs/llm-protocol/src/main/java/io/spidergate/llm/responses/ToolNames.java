package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.responses.ResponseEcho.Member;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Names of functions that stand in a `namespace`, flattened for models that know no namespaces.
///
/// Codex finds the function of a call by the pair of the item's `namespace` and `name`
/// (`ToolName::new(namespace, name)` in its tool router), so a call must come back with both,
/// apart: the flat name is for the model alone.
///
/// Law: the same `tools` give the same flat names, and no two functions share one. A flat name is
/// `namespace__name` (one separator, also where the namespace ends with one, as `mcp__files__`
/// does); where that is longer than 64 characters or taken, its beginning with a digest of both.
final class ToolNames {

    private static final String SEPARATOR = "__";

    /// OpenAI's limit; others allow 64 to 128.
    private static final int MAX_LENGTH = 64;

    private static final int DIGEST_LENGTH = 8;

    private final Map<Member, String> flat = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    private ToolNames() {}

    /// Of a request's `tools`, whatever they are.
    static ToolNames of(JsonNode tools) {
        var names = new ToolNames();
        for (JsonNode tool : tools) {
            if (!isNamespace(tool)) {
                names.taken.add(tool.path("name").asText());
            }
        }
        for (JsonNode tool : tools) {
            if (isNamespace(tool)) {
                names.addAll(tool);
            }
        }
        return names;
    }

    static boolean isNamespace(JsonNode tool) {
        return tool.path("type").asText().equals("namespace");
    }

    /// Also for a function that `tools` do not hold any more, as in an old call.
    String flat(String namespace, String name) {
        if (namespace.isEmpty()) {
            return name;
        }
        var member = new Member(namespace, name);
        String known = flat.get(member);
        return known == null ? flatten(member) : known;
    }

    /// What the flat names stand for.
    Map<String, Member> members() {
        Map<String, Member> members = new LinkedHashMap<>();
        flat.forEach((member, name) -> members.put(name, member));
        return members;
    }

    private void addAll(JsonNode namespace) {
        for (JsonNode tool : namespace.path("tools")) {
            var member = new Member(namespace.path("name").asText(), tool.path("name").asText());
            if (!flat.containsKey(member)) {
                String name = flatten(member);
                flat.put(member, name);
                taken.add(name);
            }
        }
    }

    private String flatten(Member member) {
        String separator = member.namespace().endsWith(SEPARATOR) ? "" : SEPARATOR;
        String joined = member.namespace() + separator + member.name();
        if (joined.length() <= MAX_LENGTH && !taken.contains(joined)) {
            return joined;
        }
        int kept = Math.min(joined.length(), MAX_LENGTH - DIGEST_LENGTH - 1);
        return joined.substring(0, kept) + "_" + digest(member);
    }

    private static String digest(Member member) {
        byte[] both = (member.namespace() + '\n' + member.name()).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(both).toString().substring(0, DIGEST_LENGTH);
    }
}

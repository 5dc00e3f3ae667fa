package io.spidergate.llm.messages;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// Ids of calls as Anthropic wants them: of letters, digits, `_` and `-`, at most 64, and no two
/// alike in one conversation.
///
/// Laws: an id that fits and is new stays; a result has the id of the last call of its own id; the
/// same conversation gets the same ids each time, or nothing would be found in a prompt cache.
final class ToolIds {

    private static final Pattern FITTING = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private final Map<String, String> last = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    String ofCall(String id) {
        String fitting = FITTING.matcher(id).matches() ? id : derived(id);
        String unique = fitting;
        for (int again = 2; !taken.add(unique); again++) {
            unique = derived(again + " " + id);
        }
        last.put(id, unique);
        return unique;
    }

    String ofResult(String callId) {
        String known = last.get(callId);
        return known != null ? known : ofCall(callId);
    }

    private static String derived(String id) {
        return "toolu_" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }
}

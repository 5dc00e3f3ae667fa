package io.spidergate.gateway.protocol;

import io.spidergate.contracts.routing.Capability;
import io.spidergate.llm.conversation.Need;
import java.util.EnumSet;
import java.util.Set;

/// Needs as capabilities of deployments.
final class Uses {

    private Uses() {}

    static Set<Capability> of(Set<Need> needs) {
        if (needs.isEmpty()) {
            return Set.of();
        }
        EnumSet<Capability> uses = EnumSet.noneOf(Capability.class);
        for (Need need : needs) {
            switch (need) {
                case TOOLS -> uses.add(Capability.FUNCTION_CALLING);
                case VISION -> uses.add(Capability.VISION);
                case JSON_OBJECT -> uses.add(Capability.JSON_OBJECT);
                case JSON_SCHEMA -> uses.add(Capability.JSON_SCHEMA);
                case REASONING -> uses.add(Capability.REASONING);
                case PREFILL -> uses.add(Capability.ASSISTANT_PREFILL);
                case AUDIO, FILES -> {} // refused before anybody is asked
            }
        }
        return uses;
    }
}

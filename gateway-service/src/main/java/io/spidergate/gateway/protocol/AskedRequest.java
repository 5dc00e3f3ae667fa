package io.spidergate.gateway.protocol;

import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.conversation.Need;
import io.spidergate.llm.conversation.SpidergateOptions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One caller's request, as the exchange needs it whatever protocol it came in. Immutable; bodies
/// and answers are asked for once an attempt.
public interface AskedRequest extends Asking {

    /// The path that was called, without prefix, such as `/chat/completions`.
    String endpoint();

    /// What a deployment must offer to be asked at all.
    default Capability operation() {
        return Capability.CHAT;
    }

    /// Where the request goes below the provider's base URL.
    default String pathAt(ProviderRoute provider, DeploymentRoute deployment) {
        return UpstreamPath.of(provider, deployment, stream());
    }

    /// Alias or model as the caller named it.
    String model();

    boolean stream();

    Set<Need> needs();

    @Override
    default Set<Capability> uses() {
        return Uses.of(needs());
    }

    /// How many answers to the one prompt are asked for.
    int choices();

    /// Whether a chat caller asked for the closing chunk with usage.
    boolean includeUsage();

    SpidergateOptions options();

    /// The caller's name for the conversation that this goes on with; absent where it has none.
    default @Nullable String session() {
        return options().sessionId().orElse(null);
    }

    /// What the requests of one conversation have in common, as a number; 0 where nothing is.
    default int beginning() {
        return 0;
    }

    /// About how much of a model's context the prompt takes; 0 where nobody can tell.
    default long contextTokens() {
        return promptTokens();
    }

    /// Headers that go with it.
    Map<String, String> headersFor(ProviderRoute provider);

    /// Whether another model could go on with an answer that broke off. What must fit a form as a
    /// whole is not put together of two halves.
    default boolean isContinuable() {
        return stream()
                && operation() == Capability.CHAT
                && choices() == 1
                && !needs().contains(Need.JSON_OBJECT)
                && !needs().contains(Need.JSON_SCHEMA);
    }

    /// Asks for the rest of an answer.
    ///
    /// @param before what was used for its beginning
    /// @return null where no other protocol could carry the request
    default @Nullable Asking goingOnWith(Unfinished unfinished, Usage before) {
        return null;
    }
}

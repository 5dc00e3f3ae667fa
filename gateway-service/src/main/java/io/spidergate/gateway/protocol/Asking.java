package io.spidergate.gateway.protocol;

import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.llm.conversation.WrittenRequest;
import java.util.OptionalInt;
import java.util.Set;

/// How providers are asked, and how their answers reach the caller.
public interface Asking {

    /// About how many tokens the prompt has.
    long promptTokens();

    /// The caller's cap on the answer's tokens.
    OptionalInt maxTokens();

    /// What one answer takes at most, where that is known without knowing the model.
    default OptionalInt mostTokens() {
        return maxTokens();
    }

    /// What it makes use of beyond plain words.
    Set<Capability> uses();

    /// The body for a provider, in the protocol that it speaks.
    WrittenRequest bodyFor(ProviderRoute provider, DeploymentRoute deployment);

    /// How that provider's answer becomes the caller's.
    AnswerPath answerFrom(ProviderRoute provider, AnswerTerms terms);
}

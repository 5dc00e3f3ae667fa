package io.spidergate.gateway.protocol;

import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.llm.answer.AnswerReader;
import io.spidergate.llm.answer.Seam;
import io.spidergate.llm.answer.SeamedReader;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.chat.Quirk;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.WrittenRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// Asks for the rest of an answer that broke off. Where text had been said, only models that go on
/// with an answer that was begun are asked; where there were thoughts alone, anyone is asked anew.
///
/// @param asked the caller's request
/// @param conversation the same, as any protocol carries it
/// @param notes what of the caller's request is not in it
/// @param before what was used until it broke off; the caller is told of the whole
record ContinuedRequest(
        AskedRequest asked,
        Conversation conversation,
        List<String> notes,
        Unfinished unfinished,
        Usage before)
        implements Asking {

    /// What was said is sent again, as a part of the prompt.
    @Override
    public long promptTokens() {
        return asked.promptTokens() + unfinished.tokens();
    }

    @Override
    public OptionalInt maxTokens() {
        return rest(unfinished.said()).sampling().maxTokens();
    }

    @Override
    public Set<Capability> uses() {
        if (unfinished.said().isBlank()) {
            return asked.uses();
        }
        EnumSet<Capability> uses = EnumSet.of(Capability.ASSISTANT_PREFILL);
        uses.addAll(asked.uses());
        return uses;
    }

    @Override
    public WrittenRequest bodyFor(ProviderRoute provider, DeploymentRoute deployment) {
        String begun = seam(provider).begun();
        if (!begun.isEmpty() && !deployment.capabilities().contains(Capability.ASSISTANT_PREFILL)) {
            return new WrittenRequest.CannotCarry(
                    "continuation", "the model does not go on with an answer that was begun");
        }
        return Translators.requestWriter(provider.dialect())
                .write(rest(begun), deployment.upstreamModel(), Set.copyOf(provider.quirks()))
                .after(notes);
    }

    @Override
    public AnswerPath answerFrom(ProviderRoute provider, AnswerTerms terms) {
        return new ContinuedAnswer(
                unfinished,
                Translators.eventFormat(provider.dialect()),
                () -> {
                    AnswerReader reader = Translators.answerReader(provider.dialect());
                    return unfinished.said().isBlank()
                            ? reader
                            : new SeamedReader(reader, seam(provider));
                },
                before,
                terms);
    }

    private Conversation rest(String begun) {
        return begun.isBlank()
                ? conversation
                : conversation.goingOnWith(begun, unfinished.tokens());
    }

    private Seam seam(ProviderRoute provider) {
        return new Seam(unfinished.said(), provider.quirks().contains(Quirk.PREFILL_BY_PREFIX));
    }
}

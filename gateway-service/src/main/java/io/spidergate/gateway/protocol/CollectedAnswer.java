package io.spidergate.gateway.protocol;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.AnswerReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The answer of a provider that only streams, for a caller who waits for the whole.
///
/// Law: a stream without its protocol's end is no answer, whatever it has said.
record CollectedAnswer(TranslatedAnswer translated) implements AnswerPath {

    /// However it comes, it is waited for.
    @Override
    public boolean streams(String mediaType) {
        return false;
    }

    @Override
    public AnswerStream stream() {
        return translated.stream();
    }

    @Override
    public PlainAnswer plain(byte[] body) {
        List<AnswerPart> parts = new ArrayList<>();
        AnswerReader reader = Translators.answerReader(translated.dialect());
        EventDecoder decoder =
                Translators.eventFormat(translated.dialect())
                        .decoder(translated.terms().maxEventBytes());
        Optional<String> wrong =
                decoder.feed(
                        body,
                        (name, buffer, offset, length) ->
                                parts.addAll(reader.event(name, buffer, offset, length)));
        decoder.finish((name, buffer, offset, length) ->
                parts.addAll(reader.event(name, buffer, offset, length)));
        boolean told = parts.stream().anyMatch(CollectedAnswer::endsIt);
        return wrong.map(CollectedAnswer::unusable)
                .orElseGet(() ->
                        told
                                ? translated.anew(parts)
                                : unusable("the stream ended without its protocol's end"));
    }

    /// In success or with a reason why not.
    private static boolean endsIt(AnswerPart part) {
        return part instanceof AnswerPart.Ended
                || part instanceof AnswerPart.Broken
                || part instanceof AnswerPart.Malformed;
    }

    private static PlainAnswer unusable(String reason) {
        return new PlainAnswer.Unusable(
                UpstreamFailure.of(FailureClass.PROTOCOL_ERROR, reason).withStatus(200), null);
    }
}

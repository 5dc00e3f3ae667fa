package io.spidergate.gateway.exchange;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.gateway.credential.Secret;
import io.spidergate.gateway.protocol.AnswerTerms;
import io.spidergate.gateway.protocol.AskedRequest;
import io.spidergate.gateway.quota.QuotaUse;
import io.spidergate.gateway.upstream.FailureReading;
import io.spidergate.gateway.upstream.UpstreamRequest;
import io.spidergate.llm.answer.AnswerHead;
import io.spidergate.llm.conversation.WrittenRequest;
import org.jspecify.annotations.Nullable;

/// All that one attempt at one target needs, put together from the exchange that it belongs to.
///
/// @param secret absent where the provider asks for none
record AttemptTerms(
        Exchange exchange, AttemptTarget target, AliasTerms alias, @Nullable Secret secret) {

    static AttemptTerms of(Exchange exchange, AttemptTarget target, AliasTerms alias) {
        CredentialId credential = target.credential();
        return new AttemptTerms(
                exchange,
                target,
                alias,
                credential == null ? null : exchange.runtime().leases().open(credential));
    }

    Attempt attempt(WrittenRequest.Body body, QuotaUse quota, Errand errand, AttemptOwner owner) {
        ProviderRoute provider = target.candidate().provider();
        return new Attempt(
                exchange.runtime(),
                target,
                call(provider, body),
                quota,
                errand.asking().answerFrom(provider, answer()),
                new AttemptSheet(
                        target,
                        exchange.log(),
                        exchange.runtime().scales(),
                        errand.asking().promptTokens(),
                        body.notes(),
                        errand.asking().uses(),
                        errand.seam(),
                        capture()),
                owner);
    }

    private UpstreamRequest call(ProviderRoute provider, WrittenRequest.Body body) {
        AskedRequest request = exchange.request();
        return new UpstreamRequest(
                provider,
                request.pathAt(provider, target.deployment()),
                alias.deadlines(provider),
                body.body(),
                request.headersFor(provider),
                secret,
                request.stream());
    }

    private Capture capture() {
        return exchange.runtime().captureOf(exchange.token());
    }

    private AnswerTerms answer() {
        AskedRequest request = exchange.request();
        return new AnswerTerms(
                new AnswerHead(
                        exchange.caller().requestId().suffix(),
                        target.deployment().upstreamModel(),
                        exchange.now().getEpochSecond(),
                        request.promptTokens(),
                        request.includeUsage()),
                exchange.runtime().maxAnswerBytes(),
                capture().chars(),
                alias.continuation() && request.isContinuable(),
                error -> FailureReading.insideSuccess(error, secret, exchange.now()));
    }
}

package io.spidergate.gateway.admission;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.gateway.admission.jwt.JwtFacts;
import io.spidergate.gateway.feed.CompactedTopicReader;
import io.spidergate.gateway.feed.FeedSink;
import io.spidergate.gateway.feed.FeedStanding;
import io.spidergate.gateway.feed.TopicFeeds;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Agent tokens as billing-service publishes them on its compacted topic; as last heard, from disk,
/// while Kafka is away.
@Singleton
final class KafkaAgentTokens implements AgentTokens {

    private static final Logger LOG = Logger.getLogger(KafkaAgentTokens.class);

    private final KafkaTokenIndex index = new KafkaTokenIndex();
    private final TopicFeeds feeds;
    private final TokenKeeper keeper;

    private final Counter ambiguous;

    private volatile boolean complete;
    private volatile @Nullable CompactedTopicReader reader;

    @Inject
    KafkaAgentTokens(
            TopicFeeds feeds, AdmissionConfig config, ObjectMapper json, MeterRegistry meters) {
        this.feeds = feeds;
        this.keeper =
                new TokenKeeper(
                        index,
                        new TokenFile(config.tokensFile(), json),
                        config.kafkaGrace(),
                        config.saveInterval(),
                        Clock.systemUTC());
        this.ambiguous =
                Counter.builder("spidergate.jwt.ambiguous")
                        .description(
                                "JWTs refused because more than one agent is recognised by them")
                        .register(meters);
        Gauge.builder("spidergate.agent.tokens", index, KafkaTokenIndex::size)
                .description("Agent tokens that this gateway knows")
                .register(meters);
    }

    @Override
    public @Nullable AgentToken byRef(String tokenRef) {
        return index.byRef(tokenRef);
    }

    @Override
    public Recognition recognise(JwtFacts facts) {
        Recognition recognition = index.recognise(facts);
        if (recognition instanceof Recognition.OfSeveral(Set<String> tokenRefs)) {
            ambiguous.increment();
            LOG.debugf("a JWT of %s is recognised as of %s", facts.issuer(), tokenRefs);
        }
        return recognition;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    void start(@Observes StartupEvent started) {
        reader = feeds.open(Topics.AGENT_TOKENS, AgentToken.class, new Sink());
        keeper.start();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        CompactedTopicReader open = reader;
        if (open != null) {
            open.close();
        }
        keeper.close();
    }

    /// When the tokens that are served from disk were heard; null where none are.
    @Nullable Instant keptAt() {
        return keeper.keptAt();
    }

    /// Why the tokens are not complete, for the operator.
    String waitingFor() {
        CompactedTopicReader open = reader;
        if (open == null) {
            return "the feed has not been started";
        }
        return switch (open.standing()) {
            case FeedStanding.CatchingUp(String reason) -> reason;
            case FeedStanding.Following() -> "the topic has been read";
        };
    }

    private final class Sink implements FeedSink<AgentToken> {

        @Override
        public void heard(String key, @Nullable AgentToken token) {
            index.hear(key, token);
        }

        @Override
        public void caughtUp() {
            keeper.caughtUp();
            complete = true;
        }
    }
}

package io.spidergate.billing.agent;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.billing.budget.BudgetsChanged;
import io.spidergate.billing.store.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Brings every change of an agent token to the topic, in its own thread, for as long as it takes.
@ApplicationScoped
class TokenPublisher implements TokenPublication, BudgetsChanged {

    private static final Logger LOG = Logger.getLogger(TokenPublisher.class);
    private static final int BATCH = 500;

    private final PostgresTokenOutbox store;
    private final TokenTopic topic;
    private final AgentConfig config;
    private final Semaphore changes = new Semaphore(0);
    private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
    private final Thread thread =
            Thread.ofPlatform().name("agent-tokens").daemon().unstarted(this::run);
    private volatile boolean running = true;
    private volatile boolean reconciled;

    TokenPublisher(PostgresTokenOutbox store, TokenTopic topic, AgentConfig config) {
        this.store = store;
        this.topic = topic;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }

    /// There is something to publish; waits a little for it, so that who is handed a token can use
    /// it at once. While Kafka is away it is published later.
    @Override
    public void publishSoon() {
        CompletableFuture<Void> published = new CompletableFuture<>();
        waiting.add(published);
        changes.release();
        try {
            published.get(config.publishPatience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            waiting.remove(published);
            LOG.warn("an agent token was changed and cannot be published yet");
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes it so", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isReconciled() {
        return reconciled;
    }

    private void run() {
        try (topic) {
            while (running) {
                pause(step() ? config.publishEvery() : config.retryAfter());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean step() throws InterruptedException {
        try {
            if (!reconciled) {
                int missing = store.republish(topic.versions());
                LOG.infof(
                        "agent tokens to publish again because the topic lacked them: %d", missing);
                reconciled = true;
            }
            List<CompletableFuture<Void>> served = List.copyOf(waiting);
            while (store.publish(BATCH, topic::send) == BATCH) {
                LOG.debug("another batch of agent tokens follows");
            }
            served.forEach(published -> published.complete(null));
            waiting.removeAll(served);
            return true;
        } catch (StoreUnavailable | KafkaException | TimeoutException e) {
            LOG.warnf("agent tokens cannot be published now: %s", e.getMessage());
            return false;
        }
    }

    private void pause(Duration pause) throws InterruptedException {
        if (changes.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            changes.drainPermits();
        }
    }
}

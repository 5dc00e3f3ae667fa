package io.spidergate.gateway.testgate;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.spidergate.simulator.ProviderSimulator;
import io.spidergate.simulator.SimulatorConfig;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// The whole gateway over ports in memory, before it callers, behind it simulated providers. Each
/// test begins with nothing journaled, nothing taken, and providers that do all properly.
public abstract class FrontDoor {

    protected static ProviderSimulator simulator;

    @TestHTTPResource("/")
    protected URI root;

    @Inject protected MemoryPorts.Tables tables;
    @Inject protected MemoryPorts.Tokens tokens;
    @Inject protected MemoryPorts.Journal journal;
    @Inject protected MemoryPorts.Allowance allowance;

    @BeforeAll
    static void startProviders() {
        simulator = ProviderSimulator.start(SimulatorConfig.demo());
    }

    @AfterAll
    static void stopProviders() {
        simulator.close();
    }

    @BeforeEach
    protected void forgetAll() {
        simulator.script();
        simulator.clearCalls();
        journal.clear();
        allowance.reset();
    }

    /// Strict about what it reads, and asking once.
    protected OpenAIClient openAi(String tokenRef) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(root.resolve("/v1").toString())
                .apiKey(Landscape.secret(tokenRef))
                .maxRetries(0)
                .timeout(Duration.ofSeconds(20))
                .responseValidation(true)
                .build();
    }
}

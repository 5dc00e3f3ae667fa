package io.spidergate.router;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Lets the service under test believe that a simulator runs; nothing in its tests calls one.
public class SimulatorAddress implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("spidergate.catalogue.simulator-url", "http://127.0.0.1:1");
    }

    @Override
    public void stop() {}
}

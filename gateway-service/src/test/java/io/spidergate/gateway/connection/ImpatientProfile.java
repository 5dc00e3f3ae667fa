package io.spidergate.gateway.connection;

import io.spidergate.gateway.testgate.MemoryPortsProfile;
import java.util.HashMap;
import java.util.Map;

/// A gateway that waits for its callers for moments only.
public final class ImpatientProfile extends MemoryPortsProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("spidergate.connections.idle-timeout", "500ms");
        overrides.put("spidergate.chat.body-timeout", "1s");
        return overrides;
    }
}

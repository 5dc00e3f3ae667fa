package io.spidergate.gateway.caller;

import io.spidergate.gateway.testgate.MemoryPortsProfile;
import java.util.HashMap;
import java.util.Map;

/// A gateway with room for the bodies of one and a half large requests.
public final class LittleRoomProfile extends MemoryPortsProfile {

    static final int LARGEST = 110_000;

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("spidergate.chat.max-body-bytes", String.valueOf(LARGEST));
        overrides.put("spidergate.chat.max-form-bytes", String.valueOf(LARGEST));
        overrides.put("spidergate.chat.max-bytes-at-once", String.valueOf(LARGEST * 3 / 2));
        return overrides;
    }
}

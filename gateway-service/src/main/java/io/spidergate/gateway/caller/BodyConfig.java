package io.spidergate.gateway.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalLong;

/// How much of what callers send is taken.
@ConfigMapping(prefix = "spidergate.chat")
interface BodyConfig {

    /// Largest request body, in bytes.
    @WithDefault("16777216")
    long maxBodyBytes();

    /// Largest form with a recording, in bytes: 25 MiB of sound and 256 KiB of fields.
    @WithDefault("26476544")
    long maxFormBytes();

    /// Bodies of more than 64 KiB that may be in memory at once, in bytes; a fifth of the heap
    /// where absent. Who finds no room is told to come back.
    OptionalLong maxBytesAtOnce();

    /// Until a request's body is complete, from the end of its headers.
    @WithDefault("2m")
    Duration bodyTimeout();
}

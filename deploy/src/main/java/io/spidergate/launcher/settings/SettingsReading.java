package io.spidergate.launcher.settings;

/// Settings, or the one sentence that says what is wrong with them.
public sealed interface SettingsReading {

    record Read(Settings settings) implements SettingsReading {}

    record Wrong(String sentence) implements SettingsReading {}
}

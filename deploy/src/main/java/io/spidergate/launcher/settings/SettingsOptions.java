package io.spidergate.launcher.settings;

import io.spidergate.launcher.console.Refusal;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that every command understands, and the settings that they make with environment and
/// file.
public final class SettingsOptions {

    private static final String FILE = "spidergate.properties";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings file; spidergate.properties in the checkout where absent.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Folder of data, logs and secrets; .spidergate where absent.")
    private @Nullable String data;

    @Option(
            names = "--ports",
            paramLabel = "fixed|free",
            description = "'free' takes whatever ports are free.")
    private @Nullable String ports;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            description = "Moves all ports; the gateway's is the base, 8080 where absent.")
    private @Nullable String portBase;

    @Mixin private final PortOptions chosenPorts = new PortOptions();

    public Settings read() {
        return read(Map.of());
    }

    /// @param more options of the command at hand, by key
    public Settings read(Map<String, String> more) {
        Map<String, String> options = new HashMap<>(more);
        options.putAll(chosenPorts.chosen());
        put(options, SettingsSources.DATA, data == null ? null : absolute(data));
        put(options, SettingsSources.PORTS, ports);
        put(options, SettingsSources.PORT_BASE, portBase);
        Path root = Path.of(System.getProperty("spidergate.root", "")).toAbsolutePath();
        SettingsSources sources = new SettingsSources(options, System.getenv(), file(root));
        return switch (sources.read(root)) {
            case SettingsReading.Read(Settings settings) -> settings;
            case SettingsReading.Wrong(String sentence) -> throw new Refusal(sentence + ".");
        };
    }

    private static void put(Map<String, String> options, String key, @Nullable String value) {
        if (value != null) {
            options.put(key, value);
        }
    }

    /// An option names a folder from where the person stands; a file does from the checkout.
    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize().toString();
    }

    private Map<String, String> file(Path root) {
        String named = config == null ? System.getenv("SPIDERGATE_CONFIG") : config.toString();
        Path file = named == null ? root.resolve(FILE) : Path.of(named).toAbsolutePath();
        if (named == null && !Files.exists(file)) {
            return Map.of();
        }
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal("The settings file %s cannot be read.".formatted(file));
        }
        Map<String, String> settings = new HashMap<>();
        lines.stringPropertyNames().forEach(key -> settings.put(key, lines.getProperty(key)));
        return settings;
    }
}

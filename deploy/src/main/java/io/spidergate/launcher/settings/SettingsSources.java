package io.spidergate.launcher.settings;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads settings from their sources; an option wins over the environment, that over the file, that
/// over the default.
///
/// A key such as `gateway.port` is the option `--gateway-port`, the variable
/// `SPIDERGATE_GATEWAY_PORT` and the line `gateway.port=…` of the file.
///
/// @param options by key
/// @param environment as the process has it
/// @param file by key
public record SettingsSources(
        Map<String, String> options, Map<String, String> environment, Map<String, String> file) {

    public static final String DATA = "data";
    public static final String GATEWAYS = "gateways";
    public static final String PORTS = "ports";
    public static final String PORT_BASE = "port.base";
    public static final String BUILD = "build";

    private static final int MAX_PORT = 65_535;

    /// Ports below need rights; the base also leaves room for those counted from it.
    private static final int MAX_BASE = 60_000;

    public SettingsSources {
        options = Map.copyOf(options);
        environment = Map.copyOf(environment);
        file = Map.copyOf(file);
    }

    public static Set<String> keys() {
        Set<String> keys = new TreeSet<>(Set.of(DATA, GATEWAYS, PORTS, PORT_BASE, BUILD));
        for (PortName port : PortName.values()) {
            keys.add(port.key());
        }
        return keys;
    }

    public static String variable(String key) {
        return "SPIDERGATE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    public SettingsReading read(Path root) {
        try {
            requireKnownKeys();
            return new SettingsReading.Read(
                    new Settings(
                            root,
                            data(root),
                            number(GATEWAYS, 1, 1, Settings.MAX_GATEWAYS),
                            chosenPorts(),
                            number(PORT_BASE, PortName.BASE, 1024, MAX_BASE),
                            second(PORTS, "fixed", "free"),
                            !second(BUILD, "stale", "never")));
        } catch (WrongSetting e) {
            return new SettingsReading.Wrong(e.sentence);
        }
    }

    private void requireKnownKeys() throws WrongSetting {
        for (String key : new TreeSet<>(file.keySet())) {
            if (!keys().contains(key)) {
                throw new WrongSetting(
                        "the settings file has '%s', which is not one of %s"
                                .formatted(key, String.join(", ", keys())));
            }
        }
    }

    private Path data(Path root) {
        Found found = find(DATA);
        return found == null
                ? root.resolve(".spidergate")
                : root.resolve(found.value()).toAbsolutePath().normalize();
    }

    private Map<PortName, Integer> chosenPorts() throws WrongSetting {
        Map<PortName, Integer> chosen = new EnumMap<>(PortName.class);
        for (PortName port : PortName.values()) {
            if (find(port.key()) != null) {
                chosen.put(port, number(port.key(), port.standard(), 1, MAX_PORT));
            }
        }
        return chosen;
    }

    /// Whether the setting has the second of its two words; the first where nobody has set it.
    private boolean second(String key, String first, String second) throws WrongSetting {
        Found found = find(key);
        if (found == null || found.value().equals(first)) {
            return false;
        }
        if (found.value().equals(second)) {
            return true;
        }
        throw new WrongSetting(
                "%s must be '%s' or '%s', got '%s'"
                        .formatted(found.name(), first, second, found.value()));
    }

    private int number(String key, int fallback, int least, int most) throws WrongSetting {
        Found found = find(key);
        if (found == null) {
            return fallback;
        }
        if (found.value().matches("\\d{1,6}")) {
            int number = Integer.parseInt(found.value());
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new WrongSetting(
                "%s must be a number from %d to %d, got '%s'"
                        .formatted(found.name(), least, most, found.value()));
    }

    private @Nullable Found find(String key) {
        String option = options.get(key);
        if (option != null) {
            return new Found("--" + key.replace('.', '-'), option.strip());
        }
        String value = environment.get(variable(key));
        if (value != null && !value.isBlank()) {
            return new Found(variable(key), value.strip());
        }
        String line = file.get(key);
        return line == null ? null : new Found(key + " in the settings file", line.strip());
    }

    /// @param name how the person knows the setting: as option, variable or line
    private record Found(String name, String value) {}

    /// Carries the sentence out of nested reading; never leaves this class.
    private static final class WrongSetting extends Exception {

        private static final long serialVersionUID = 1L;
        private final String sentence;

        WrongSetting(String sentence) {
            super(sentence, null, false, false);
            this.sentence = sentence;
        }
    }
}

package io.spidergate.simulator;

import java.nio.file.Path;

/// The simulator as a process: `--port N`, `--scenarios FILE`; prints one line when it is ready.
public final class SimulatorMain {

    private SimulatorMain() {}

    public static void main(String[] arguments) {
        System.setProperty("vertx.disableDnsResolver", "true");
        try {
            ProviderSimulator simulator = ProviderSimulator.start(config(arguments));
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
            System.out.println("provider simulator ready on http://127.0.0.1:" + simulator.port());
        } catch (RuntimeException failed) {
            System.err.println("provider simulator: " + reason(failed));
            System.exit(1);
        }
    }

    static SimulatorConfig config(String... arguments) {
        SimulatorConfig config = SimulatorConfig.demo();
        Integer port = null;
        for (int at = 0; at < arguments.length; at += 2) {
            String name = arguments[at];
            if (at + 1 == arguments.length) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            String value = arguments[at + 1];
            switch (name) {
                case "--port" -> port = port(value);
                case "--scenarios" -> config = SimulatorConfig.read(Path.of(value));
                default ->
                        throw new IllegalArgumentException(
                                "unknown option %s; known are --port N and --scenarios FILE"
                                        .formatted(name));
            }
        }
        return port == null ? config : config.withPort(port);
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("--port must be 0 to 65535, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static String reason(Throwable failed) {
        Throwable cause = failed.getCause();
        return cause == null
                ? String.valueOf(failed.getMessage())
                : failed.getMessage() + ": " + cause.getMessage();
    }
}

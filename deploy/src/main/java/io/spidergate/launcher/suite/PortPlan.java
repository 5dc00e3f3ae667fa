package io.spidergate.launcher.suite;

import io.spidergate.launcher.settings.PortName;
import io.spidergate.launcher.settings.Settings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/// Gives every part its ports, so that no two are the same.
///
/// Management ports lie 1000 above; further gateways take the next ports that nobody else has.
public final class PortPlan {

    private static final int MANAGEMENT_DISTANCE = 1_000;
    private static final int MAX_PORT = 65_535;

    private final Settings settings;
    private final IntSupplier free;
    private final Map<PortName, Integer> main = new EnumMap<>(PortName.class);
    private final Map<Integer, String> taken = new HashMap<>();
    private Optional<String> conflict = Optional.empty();

    private PortPlan(Settings settings, IntSupplier free) {
        this.settings = settings;
        this.free = free;
    }

    /// @param free yields a port that no process listens on, another with each call
    public static Result of(Settings settings, IntSupplier free) {
        return new PortPlan(settings, free).plan();
    }

    public sealed interface Result {}

    public record Planned(Ports ports) implements Result {}

    public record Conflict(String sentence) implements Result {}

    private Result plan() {
        for (PortName name : PortName.values()) {
            int port = mainPort(name);
            main.put(name, port);
            take(port, name.label());
        }
        List<Endpoint> gateways = new ArrayList<>();
        for (int i = 0; i < settings.gateways(); i++) {
            int port = i == 0 ? port(PortName.GATEWAY) : further(gateways.getLast().port());
            gateways.add(new Endpoint(port, management(port)));
        }
        Map<Part, Endpoint> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            if (part != Part.GATEWAY) {
                int port = port(part.portName());
                parts.put(
                        part,
                        new Endpoint(port, part.service().isPresent() ? management(port) : 0));
            }
        }
        return conflict.<Result>map(Conflict::new)
                .orElseGet(() ->
                        new Planned(new Ports(gateways, parts, port(PortName.KAFKA_CONTROLLER))));
    }

    private int port(PortName name) {
        return main.getOrDefault(name, 0);
    }

    private int mainPort(PortName name) {
        Integer chosen = settings.chosenPorts().get(name);
        if (chosen != null) {
            return chosen;
        }
        return settings.freePorts()
                ? free.getAsInt()
                : name.standard() - PortName.BASE + settings.portBase();
    }

    private void take(int port, String who) {
        String other = taken.putIfAbsent(port, who);
        if (other != null && conflict.isEmpty()) {
            conflict =
                    Optional.of(
                            "Port %d is given to both %s and %s; choose another with --%s-port."
                                    .formatted(port, other, who, who));
        }
    }

    private int further(int previous) {
        if (settings.freePorts()) {
            return takeFrom(free.getAsInt());
        }
        return takeFrom(previous + 1);
    }

    private int management(int port) {
        if (settings.freePorts()) {
            return takeFrom(free.getAsInt());
        }
        return takeFrom(port + MANAGEMENT_DISTANCE);
    }

    private int takeFrom(int first) {
        int port = first > MAX_PORT ? first - 2 * MANAGEMENT_DISTANCE : first;
        while (taken.putIfAbsent(port, "another part") != null) {
            port++;
        }
        return port;
    }
}

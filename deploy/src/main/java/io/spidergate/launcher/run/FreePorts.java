package io.spidergate.launcher.run;

import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.suite.Endpoint;
import io.spidergate.launcher.suite.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;

/// Asks the system which ports are free.
final class FreePorts implements IntSupplier {

    private final Set<Integer> given = new HashSet<>();

    @Override
    public int getAsInt() {
        while (true) {
            try (ServerSocket probe =
                    new ServerSocket(0, 1, InetAddress.getByName(Endpoint.HOST))) {
                if (given.add(probe.getLocalPort())) {
                    return probe.getLocalPort();
                }
            } catch (IOException e) {
                throw new Refusal("The system has no free port left.");
            }
        }
    }

    static void requireFree(Ports ports) {
        for (Ports.Claim claim : ports.claims()) {
            if (!isFree(claim.port())) {
                throw new Refusal(
                        "Port %d of %s is taken by another program; choose another with %s, or move all with --port-base."
                                .formatted(claim.port(), claim.who(), claim.portName().option()));
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            // As the services do: connections of an earlier run that linger do not hold a port.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(Endpoint.HOST), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

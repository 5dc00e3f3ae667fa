package io.spidergate.launcher.kafka;

import io.spidergate.launcher.suite.Endpoint;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Pure: the broker's settings for one node on a small machine.
final class KafkaProperties {

    private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    private KafkaProperties() {}

    static Map<String, String> of(int port, int controllerPort, Path logs) {
        Map<String, String> settings = new TreeMap<>();
        listeners(settings, port, controllerPort);
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("log.dirs", logs.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        settings.put("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "2");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        small(settings);
        return Map.copyOf(settings);
    }

    static String text(Map<String, String> settings) {
        return new TreeMap<>(settings)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static void listeners(Map<String, String> settings, int port, int controllerPort) {
        String broker = "PLAINTEXT://%s:%d".formatted(Endpoint.HOST, port);
        settings.put(
                "listeners",
                "%s,CONTROLLER://%s:%d".formatted(broker, Endpoint.HOST, controllerPort));
        settings.put("advertised.listeners", broker);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put(
                "controller.quorum.voters", "1@%s:%d".formatted(Endpoint.HOST, controllerPort));
    }

    /// Threads and buffers for a handful of clients.
    private static void small(Map<String, String> settings) {
        settings.put("num.network.threads", "1");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "1");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("log.cleaner.io.buffer.size", "131072");
        settings.put("log.segment.bytes", "67108864");
    }
}

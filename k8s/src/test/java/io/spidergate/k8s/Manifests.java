package io.spidergate.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What Helm would send to the cluster.
record Manifests(List<JsonNode> all) {

    Manifests {
        all = List.copyOf(all);
    }

    List<JsonNode> ofKind(String kind) {
        return all.stream().filter(manifest -> kind.equals(text(manifest, "/kind"))).toList();
    }

    JsonNode one(String kind, String name) {
        return ofKind(kind).stream()
                .filter(manifest -> name.equals(text(manifest, "/metadata/name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    List<JsonNode> workloads() {
        return all.stream().filter(manifest -> manifest.at("/spec/template").isObject()).toList();
    }

    List<Pod> pods() {
        return workloads().stream().map(Pod::new).toList();
    }

    Pod pod(String part) {
        return pods().stream()
                .filter(pod -> part.equals(pod.part()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no pod of " + part));
    }

    Map<String, JsonNode> policies() {
        return ofKind("NetworkPolicy").stream()
                .collect(Collectors.toMap(p -> text(p, "/metadata/name"), Function.identity()));
    }

    static String text(JsonNode node, String pointer) {
        return node.at(pointer).asText();
    }

    /// The pod that a workload makes.
    record Pod(JsonNode workload) {

        String part() {
            return text(workload, "/spec/template/metadata/labels/app.kubernetes.io~1component");
        }

        JsonNode metadata() {
            return workload.at("/spec/template/metadata");
        }

        JsonNode spec() {
            return workload.at("/spec/template/spec");
        }

        JsonNode container() {
            return spec().at("/containers/0");
        }

        /// Module of the service, which is also the name of its container.
        String service() {
            return text(container(), "/name");
        }

        /// What is set, by name: the whole entry.
        Map<String, JsonNode> environment() {
            return container()
                    .path("env")
                    .valueStream()
                    .collect(Collectors.toMap(entry -> text(entry, "/name"), Function.identity()));
        }

        String value(String name) {
            JsonNode entry = environment().get(name);
            if (entry == null) {
                throw new AssertionError(part() + " is not told " + name);
            }
            return text(entry, "/value");
        }

        int port(String name) {
            return container()
                    .path("ports")
                    .valueStream()
                    .filter(port -> name.equals(text(port, "/name")))
                    .mapToInt(port -> port.path("containerPort").asInt())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(part() + " has no port " + name));
        }

        /// The volume that is mounted over a path, or below which it lies.
        String volumeOf(String path) {
            return container()
                    .path("volumeMounts")
                    .valueStream()
                    .filter(mount -> path.startsWith(text(mount, "/mountPath") + "/"))
                    .map(mount -> text(mount, "/name"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(path + " lies on no volume"));
        }
    }
}

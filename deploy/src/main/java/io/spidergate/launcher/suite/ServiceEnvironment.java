package io.spidergate.launcher.suite;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// What a service is told by its environment: where it listens, who it is, where the others are.
///
/// @param databasePasswords by schema
/// @param identityKey file with the private key of a service
public record ServiceEnvironment(
        SuitePlan plan,
        Folders folders,
        Map<String, String> databasePasswords,
        Optional<String> dashboardPassword,
        Function<String, String> identityKey,
        String trustedKeys) {

    private static final String DATABASE = "spidergate";

    /// Whom each service calls; it is told no other address, for an unknown key stops a start.
    private static final Map<Part, List<Part>> CALLS =
            Map.of(
                    Part.GATEWAY, List.of(Part.ROUTER, Part.VAULT, Part.BILLING),
                    Part.ROUTER, List.of(Part.VAULT, Part.TRACES),
                    Part.VAULT, List.of(Part.ROUTER),
                    Part.BILLING, List.of(Part.VAULT),
                    Part.DASHBOARD, List.of(Part.ROUTER, Part.VAULT, Part.BILLING, Part.TRACES));

    public ServiceEnvironment {
        databasePasswords = Map.copyOf(databasePasswords);
    }

    /// What the person's own environment may set otherwise: on one machine, texts in traces are
    /// what is wanted.
    public static Map<String, String> defaults(Part part) {
        // glibc would keep up to eight pools a core, each with what was freed in it.
        Map<String, String> all = Map.of("MALLOC_ARENA_MAX", "2");
        if (part != Part.GATEWAY) {
            return all;
        }
        Map<String, String> gateways = new TreeMap<>(all);
        gateways.put("SPIDERGATE_GATEWAY_CAPTURE", "full");
        return Map.copyOf(gateways);
    }

    public Map<String, String> of(PlannedPart planned) {
        Map<String, String> environment = new TreeMap<>();
        listen(environment, planned.endpoint());
        environment.put(
                "KAFKA_BOOTSTRAP_SERVERS",
                "%s:%d".formatted(Endpoint.HOST, plan.ports().of(Part.KAFKA).port()));
        planned.part().service().ifPresent(name -> identify(environment, name));
        planned.part().schema().ifPresent(schema -> store(environment, schema));
        for (Part callee : CALLS.getOrDefault(planned.part(), List.of())) {
            environment.put(
                    "SPIDERGATE_%s_URL".formatted(callee),
                    plan.ports().of(callee).uri().toString());
        }
        special(environment, planned);
        return Map.copyOf(environment);
    }

    private static void listen(Map<String, String> environment, Endpoint endpoint) {
        environment.put("QUARKUS_HTTP_HOST", Endpoint.HOST);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(endpoint.port()));
        environment.put("QUARKUS_MANAGEMENT_HOST", Endpoint.HOST);
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(endpoint.managementPort()));
    }

    private void identify(Map<String, String> environment, String name) {
        environment.put("SPIDERGATE_IDENTITY_PRIVATE_KEY", identityKey.apply(name));
        environment.put("SPIDERGATE_IDENTITY_TRUSTED_KEYS", trustedKeys);
    }

    private void store(Map<String, String> environment, String schema) {
        environment.put(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(Endpoint.HOST, plan.ports().of(Part.POSTGRES).port(), DATABASE));
        environment.put("QUARKUS_DATASOURCE_USERNAME", schema);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", databasePasswords.getOrDefault(schema, ""));
    }

    private void special(Map<String, String> environment, PlannedPart planned) {
        switch (planned.part()) {
            case GATEWAY -> {
                environment.put("SPIDERGATE_GATEWAY_ID", planned.name());
                environment.put(
                        "SPIDERGATE_JOURNAL_DIRECTORY",
                        folders.gateway(planned.name()).resolve("journal").toString());
                environment.put(
                        "SPIDERGATE_ROUTING_SNAPSHOT_FILE",
                        folders.gateway(planned.name()).resolve("snapshot.json").toString());
                environment.put(
                        "SPIDERGATE_ADMISSION_TOKENS_FILE",
                        folders.gateway(planned.name()).resolve("agent-tokens.json").toString());
            }
            case ROUTER -> {
                if (plan.simulated()) {
                    environment.put(
                            "SPIDERGATE_CATALOGUE_SIMULATOR_URL",
                            plan.ports().of(Part.SIMULATOR).uri().toString());
                }
            }
            case VAULT -> {
                environment.put("SPIDERGATE_VAULT_KEYSET_FILE", folders.vaultKeyset().toString());
                environment.put("SPIDERGATE_VAULT_CREATE_KEYSET", "true");
                // It runs on the machine of whoever signs in, which OpenAI allows.
                environment.put("SPIDERGATE_SIGN_IN_CHATGPT_ALLOWED", "true");
                environment.put(
                        "SPIDERGATE_INVITE_PAGE_URL",
                        plan.ports().of(Part.DASHBOARD).uri().toString());
            }
            case DASHBOARD -> {
                environment.put(
                        "SPIDERGATE_DASHBOARD_GATEWAY_URL",
                        plan.ports().of(Part.GATEWAY).uri().toString());
                dashboardPassword.ifPresent(password ->
                        environment.put("SPIDERGATE_DASHBOARD_ONE_TIME_PASSWORD", password));
            }
            case BILLING -> {
                environment.put(
                        "SPIDERGATE_WEBHOOK_KEYSET_FILE", folders.webhookKeyset().toString());
                environment.put("SPIDERGATE_WEBHOOK_CREATE_KEYSET", "true");
                // Who can name a URL here can call it by hand too.
                environment.put("SPIDERGATE_WEBHOOK_ALLOWED_NETWORKS", "127.0.0.0/8,::1");
            }
            case TRACES, SIMULATOR, KAFKA, POSTGRES -> {}
        }
    }
}

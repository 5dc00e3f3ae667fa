package io.spidergate.launcher.run;

import io.spidergate.identity.IdentityKeys;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.kafka.KafkaBroker;
import io.spidergate.launcher.postgres.PostgresRoles;
import io.spidergate.launcher.postgres.PostgresServer;
import io.spidergate.launcher.process.PartProcess;
import io.spidergate.launcher.settings.SettingsSources;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.JavaCommand;
import io.spidergate.launcher.suite.Part;
import io.spidergate.launcher.suite.PlannedPart;
import io.spidergate.launcher.suite.ServiceEnvironment;
import io.spidergate.launcher.suite.SuitePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Starts the process of each part of one suite.
final class Parts {

    static final String DASHBOARD_PASSWORD = "dashboard.password";

    /// Typed by hand, once.
    private static final int DASHBOARD_PASSWORD_BYTES = 10;

    private static final String SUPERUSER_PASSWORD = "postgres.password";

    private final SuitePlan plan;
    private final Folders folders;
    private final Secrets secrets;
    private final Map<Part, Path> jars;
    private final JavaCommand java;
    private final PostgresServer postgres;
    private final KafkaBroker kafka;

    Parts(SuitePlan plan, Folders folders, Secrets secrets, Map<Part, Path> jars) {
        this.plan = plan;
        this.folders = folders;
        this.secrets = secrets;
        this.jars = Map.copyOf(jars);
        this.java = new JavaCommand(Path.of(System.getProperty("java.home"), "bin", "java"));
        this.postgres = new PostgresServer(folders);
        this.kafka = new KafkaBroker(folders, java, System.getProperty("java.class.path"));
    }

    PostgresServer postgres() {
        return postgres;
    }

    KafkaBroker kafka() {
        return kafka;
    }

    PostgresRoles roles() {
        return new PostgresRoles(
                plan.ports().of(Part.POSTGRES), secrets.ensure(SUPERUSER_PASSWORD));
    }

    /// Passwords of the services' database roles, by schema.
    Map<String, String> databasePasswords() {
        Map<String, String> passwords = new HashMap<>();
        for (Part part : Part.values()) {
            part.schema()
                    .ifPresent(
                            s -> passwords.put(s, secrets.ensure("database-" + s + ".password")));
        }
        return passwords;
    }

    ProcessHandle start(PlannedPart planned) {
        Path log = folders.log(planned.name());
        if (planned.part() == Part.GATEWAY) {
            makeFolder(folders.gateway(planned.name()));
        }
        return switch (planned.part()) {
            case POSTGRES -> {
                secrets.ensure(SUPERUSER_PASSWORD);
                postgres.prepare(secrets.file(SUPERUSER_PASSWORD));
                yield PartProcess.start(postgres.command(planned.endpoint()), Map.of(), log);
            }
            case KAFKA -> {
                kafka.prepare(plan.ports());
                yield PartProcess.start(kafka.command(), Map.of(), log);
            }
            case SIMULATOR ->
                    PartProcess.start(
                            jar(planned, "--port", Integer.toString(planned.endpoint().port())),
                            Map.of(),
                            log);
            case GATEWAY, DASHBOARD, ROUTER, VAULT, BILLING, TRACES ->
                    PartProcess.start(jar(planned), environment(planned), log);
        };
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Refusal("The folder %s cannot be made.".formatted(folder));
        }
    }

    private List<String> jar(PlannedPart planned, String... arguments) {
        Path jar = jars.get(planned.part());
        if (jar == null) {
            throw new IllegalStateException("nothing was built for " + planned.name());
        }
        List<String> what = new ArrayList<>(List.of("-jar", jar.toString()));
        what.addAll(Arrays.asList(arguments));
        return java.of(planned.part(), what);
    }

    private Map<String, String> environment(PlannedPart planned) {
        Set<String> launcherOwn = new HashSet<>();
        SettingsSources.keys().forEach(key -> launcherOwn.add(SettingsSources.variable(key)));
        launcherOwn.addAll(Set.of("SPIDERGATE_CONFIG", "SPIDERGATE_JAVA_HOME", "SPIDERGATE_ROOT"));
        Map<String, String> environment =
                new HashMap<>(ServiceEnvironment.defaults(planned.part()));
        environment.putAll(PartProcess.configuration(System.getenv(), launcherOwn));
        environment.putAll(
                new ServiceEnvironment(
                                plan,
                                folders,
                                databasePasswords(),
                                Optional.of(
                                        secrets.ensure(
                                                DASHBOARD_PASSWORD, DASHBOARD_PASSWORD_BYTES)),
                                name ->
                                        IdentityKeys.privateKeyFile(folders.identity(), name)
                                                .toString(),
                                folders.identity().resolve(IdentityKeys.TRUSTED_KEYS).toString())
                        .of(planned));
        return environment;
    }
}

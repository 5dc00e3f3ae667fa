package io.spidergate.launcher;

import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.identity.IdentityKeys;
import io.spidergate.identity.ServiceTokens;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.suite.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `identity`: keys of a suite that runs elsewhere, such as on Kubernetes, and calls to it as its
/// operator.
@Command(
        name = "identity",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(create|token)",
        description = "Makes the keys by which the services of a suite know each other.")
final class IdentityCommand extends CommandGroup {

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a private key for each service, and the public halves of all.")
    int create(
            @Option(
                            names = "--out",
                            required = true,
                            paramLabel = "DIR",
                            description = "A new or empty folder.")
                    Path out) {
        try {
            makePrivate(out);
            IdentityKeys.create(out, names());
        } catch (IOException e) {
            throw new Refusal("The folder %s cannot be used: %s.".formatted(out, e.getMessage()));
        }
        System.err.println(
                "%s holds the private keys, one a service, and %s, which all of them get."
                        .formatted(out, IdentityKeys.TRUSTED_KEYS));
        return 0;
    }

    @Command(
            name = "token",
            mixinStandardHelpOptions = true,
            description = "Prints a token, valid for five minutes, to call a service as operator.")
    int token(
            @Option(
                            names = "--keys",
                            required = true,
                            paramLabel = "DIR",
                            description = "Folder that 'identity create' made.")
                    Path keys,
            @Option(
                            names = "--for",
                            required = true,
                            paramLabel = "SERVICE",
                            description = "Such as billing-service.")
                    String service) {
        List<String> services = services().toList();
        if (!services.contains(service)) {
            throw new Refusal(
                    "There is no service '%s'; there are %s."
                            .formatted(service, String.join(", ", services)));
        }
        Path key = IdentityKeys.privateKeyFile(keys, ServiceName.OPERATOR);
        if (!Files.isReadable(key)) {
            throw new Refusal("The operator's key %s cannot be read.".formatted(key));
        }
        System.out.println(
                new ServiceTokens(ServiceName.OPERATOR, key, Clock.systemUTC()).tokenFor(service));
        return 0;
    }

    private static Stream<String> services() {
        return Arrays.stream(Part.values()).flatMap(part -> part.service().stream());
    }

    private static List<String> names() {
        return Stream.concat(services(), Stream.of(ServiceName.OPERATOR)).toList();
    }

    /// Keys that are in use somewhere must not be lost by making others over them.
    private static void makePrivate(Path out) throws IOException {
        Files.createDirectories(out);
        try (Stream<Path> content = Files.list(out)) {
            if (content.findAny().isPresent()) {
                throw new Refusal(
                        "The folder %s is not empty; identities are made into a new one."
                                .formatted(out));
            }
        }
        Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rwx------"));
    }
}

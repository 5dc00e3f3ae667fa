package io.spidergate.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The settings that a service knows, read from the `@ConfigMapping` interfaces of its sources.
final class ConfigurationKeys {

    private static final String MAPPING = "@ConfigMapping(prefix = \"";
    private static final String METHOD =
            "(?m)^\\s+(?:[A-Z][\\w<>, ]*|int|long|boolean)\\s+(\\w+)\\(\\);";

    /// Settings of each entry of a map, which the operator names.
    private static final Pattern MAP =
            Pattern.compile("Map<String, (?<entry>\\w+)>\\s+(?<method>\\w+)\\(\\);");

    private ConfigurationKeys() {}

    /// Names of environment variables that the service in this module knows.
    static Set<String> of(String module) {
        Set<String> names = new TreeSet<>();
        for (String sources : List.of(module, "libs/service-identity")) {
            files(Repository.path(sources).resolve("src/main/java"))
                    .forEach(file -> collect(Repository.text(file), names));
        }
        return names;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /// One file may hold several interfaces; each reaches to the next or to the end.
    private static void collect(String source, Set<String> names) {
        List<String> pieces = List.of(source.split(Pattern.quote(MAPPING), -1));
        for (String mapping : pieces.subList(1, pieces.size())) {
            String prefix = mapping.substring(0, mapping.indexOf('"'));
            Matcher map = MAP.matcher(mapping);
            String own = mapping;
            while (map.find()) {
                int entries = mapping.indexOf("interface " + map.group("entry") + " {");
                String each = prefix + "." + map.group("method") + ".\"NAME\"";
                Repository.found(METHOD, mapping.substring(entries))
                        .forEach(method -> names.add(variable(each, method)));
                own = mapping.substring(0, entries);
            }
            for (String method : Repository.found(METHOD, own)) {
                names.add(variable(prefix, method));
            }
        }
    }

    /// As MicroProfile Config maps names of the environment.
    private static String variable(String prefix, String method) {
        String kebab = method.replaceAll("([A-Z])", "-$1");
        return (prefix + "." + kebab).replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}

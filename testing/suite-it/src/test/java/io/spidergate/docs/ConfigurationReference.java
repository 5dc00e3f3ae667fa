package io.spidergate.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Reads every `@ConfigMapping` interface of the services from its source and renders the reference
/// page of configuration keys.
final class ConfigurationReference {

    /// @param key as in a properties file
    /// @param type as the operator thinks of it
    /// @param fallback the default, or `required`
    record Key(String module, String key, String type, String fallback, String meaning) {

        String environmentVariable() {
            return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        }
    }

    /// Groups that the operator names.
    private static final Pattern MAP = Pattern.compile("Map<String, (\\w+)>");

    private final Path root;

    ConfigurationReference(Path root) {
        this.root = root;
    }

    String render() throws IOException {
        StringBuilder page = new StringBuilder(PREFACE);
        keys().stream()
                .collect(
                        Collectors.groupingBy(
                                Key::module, java.util.TreeMap::new, Collectors.toList()))
                .forEach((module, keys) -> appendModule(page, module, keys));
        return page.toString();
    }

    private static void appendModule(StringBuilder page, String module, List<Key> keys) {
        page.append("\n## ").append(module).append("\n\n");
        page.append("| key | type | default | meaning |\n|---|---|---|---|\n");
        keys.stream()
                .sorted(Comparator.comparing(Key::key))
                .forEach(key ->
                        page.append(
                                "| `%s`<br>`%s` | %s | %s | %s |%n"
                                        .formatted(
                                                key.key(),
                                                key.environmentVariable(),
                                                key.type(),
                                                key.fallback(),
                                                key.meaning())));
    }

    List<Key> keys() throws IOException {
        List<Path> sources = sources();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Key> keys = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    null,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                String module = moduleOf(Path.of(unit.getSourceFile().toUri()));
                TreePath unitPath = new TreePath(unit);
                for (Tree type : unit.getTypeDecls()) {
                    if (type instanceof ClassTree mapping) {
                        Optional<String> prefix =
                                annotation(mapping.getModifiers(), "ConfigMapping", "prefix");
                        prefix.ifPresent(p ->
                                collect(
                                        docs,
                                        new TreePath(unitPath, mapping),
                                        mapping,
                                        module,
                                        p,
                                        keys));
                    }
                }
            }
        }
        return keys;
    }

    private static void collect(
            DocTrees docs,
            TreePath path,
            ClassTree mapping,
            String module,
            String prefix,
            List<Key> keys) {
        for (Tree member : mapping.getMembers()) {
            if (!(member instanceof MethodTree method) || method.getBody() != null) {
                continue;
            }
            String name =
                    annotation(method.getModifiers(), "WithName", "value")
                            .orElseGet(() -> kebab(method.getName().toString()));
            String key = prefix + "." + name;
            String type = method.getReturnType().toString();
            Matcher map = MAP.matcher(type);
            boolean named = map.matches();
            Optional<ClassTree> group = nested(mapping, named ? map.group(1) : type);
            if (group.isPresent()) {
                collect(
                        docs,
                        new TreePath(path, group.get()),
                        group.get(),
                        module,
                        named ? key + ".\"name\"" : key,
                        keys);
            } else {
                keys.add(key(docs, path, method, module, key, type));
            }
        }
    }

    private static Key key(
            DocTrees docs,
            TreePath path,
            MethodTree method,
            String module,
            String key,
            String type) {
        String comment = docs.getDocComment(new TreePath(path, method));
        if (comment == null) {
            throw new IllegalStateException(
                    "%s: the key %s is not documented".formatted(module, key));
        }
        String fallback =
                annotation(method.getModifiers(), "WithDefault", "value")
                        .map(value -> "`" + value + "`")
                        .orElse(type.startsWith("Optional") ? "none" : "required");
        return new Key(module, key, readable(type), fallback, oneLine(comment));
    }

    private static Optional<ClassTree> nested(ClassTree mapping, String type) {
        return mapping.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .filter(candidate -> candidate.getKind() == Tree.Kind.INTERFACE)
                .filter(candidate -> candidate.getSimpleName().contentEquals(type))
                .findFirst();
    }

    private static Optional<String> annotation(
            ModifiersTree modifiers, String name, String argument) {
        for (AnnotationTree annotation : modifiers.getAnnotations()) {
            if (!annotation.getAnnotationType().toString().endsWith(name)) {
                continue;
            }
            for (ExpressionTree expression : annotation.getArguments()) {
                if (expression instanceof AssignmentTree assignment
                        && assignment.getVariable().toString().equals(argument)
                        && assignment.getExpression() instanceof LiteralTree literal) {
                    return Optional.of(String.valueOf(literal.getValue()));
                }
                if (expression instanceof LiteralTree literal) {
                    return Optional.of(String.valueOf(literal.getValue()));
                }
            }
        }
        return Optional.empty();
    }

    private List<Path> sources() throws IOException {
        return Checkout.filesEndingIn("Config.java", root).stream()
                .filter(file -> file.toString().contains("src/main/java"))
                .toList();
    }

    private String moduleOf(Path source) {
        String relative = root.relativize(source).toString();
        return relative.substring(0, relative.indexOf("/src/"));
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String readable(String type) {
        String plain = type.replaceAll("^Optional<(.*)>$", "$1").replaceAll("^Optional", "");
        return switch (plain) {
            case "int", "long", "Integer", "Long", "Int" -> "number";
            case "boolean", "Boolean" -> "`true` or `false`";
            case "URI" -> "URL";
            case "Path" -> "file or folder";
            case "String" -> "text";
            case "Set<String>" -> "names, with commas between";
            case "RosterPolicy.Then" -> "`propose` or `apply`";
            case "MemorySize" -> "size, such as `16M`";
            case "Duration" -> "duration, such as `30s`";
            default -> plain;
        };
    }

    private static String oneLine(String comment) {
        return comment.strip().replaceAll("\\s*\\n\\s*", " ").replace("|", "\\|");
    }

    private static final String PREFACE =
            """
            # Configuration

            Every key of SpiderGate's own, read from the sources; a test fails when this page is stale. Each key can be set as an
            environment variable, as a system property, or in `config/application.properties` beside a service. An unknown key in
            one of these groups stops the start. What belongs to Quarkus itself (`quarkus.http.port`, `quarkus.datasource.*`) and to
            Kafka (`kafka.bootstrap.servers`) keeps the names of their own manuals.

            The launcher sets what the services need on one machine; see [On one machine](../operations/local.md).
            """;
}

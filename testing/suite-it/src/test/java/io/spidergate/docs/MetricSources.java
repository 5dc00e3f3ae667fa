package io.spidergate.docs;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Finds every meter that the services register, in their sources: its name as Prometheus has it,
/// and its labels.
final class MetricSources {

    private static final String OURS = "spidergate.";
    private static final Set<String> BUILDERS =
            Set.of("Counter", "FunctionCounter", "Gauge", "Timer", "DistributionSummary");

    private final Path root;

    MetricSources(Path root) {
        this.root = root;
    }

    /// Labels by name of the series, of all services.
    Map<String, Set<String>> series() throws IOException {
        Map<String, Set<String>> series = new TreeMap<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    null,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources()));
            for (CompilationUnitTree unit : task.parse()) {
                Unit read = new Unit();
                read.scan(unit, null);
                read.meters()
                        .forEach(meter ->
                                series.computeIfAbsent(meter.series(), name -> new TreeSet<>())
                                        .addAll(meter.labels()));
            }
        }
        return series;
    }

    private List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(MetricSources::usesMeters)
                    .sorted()
                    .toList();
        }
    }

    private static boolean usesMeters(Path file) {
        try {
            return Files.readString(file).contains("import io.micrometer.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param kind class of the builder or method of the registry, in lower case
    private record Meter(String kind, String name, String unit, Set<String> labels) {

        String series() {
            String words = name.replace('.', '_') + (unit.isEmpty() ? "" : "_" + unit);
            return switch (kind) {
                case "counter", "functioncounter" -> words + "_total";
                case "timer" -> words + "_seconds";
                default -> words;
            };
        }
    }

    /// One source file: its constants, its calls of each method, and its meters.
    private static final class Unit extends TreeScanner<Void, Void> {

        private final Map<String, ExpressionTree> constants = new HashMap<>();
        private final Map<String, List<List<? extends ExpressionTree>>> calls = new HashMap<>();
        private final Map<MethodInvocationTree, MethodTree> found = new HashMap<>();
        private final Set<String> literals = new TreeSet<>();
        private final List<MethodInvocationTree> chains = new ArrayList<>();
        private MethodTree method;

        @Override
        public Void visitVariable(VariableTree variable, Void nothing) {
            if (variable.getInitializer() != null) {
                constants.put(variable.getName().toString(), variable.getInitializer());
            }
            return super.visitVariable(variable, nothing);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            MethodTree outer = method;
            method = tree;
            super.visitMethod(tree, nothing);
            method = outer;
            return null;
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void nothing) {
            if (literal.getValue() instanceof String text && text.startsWith(OURS)) {
                literals.add(text);
            }
            return null;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            calls.computeIfAbsent(name(call), name -> new ArrayList<>()).add(call.getArguments());
            chains.add(call);
            if (kind(call).isPresent()) {
                found.put(call, method);
            }
            return super.visitMethodInvocation(call, nothing);
        }

        List<Meter> meters() {
            List<Meter> meters = new ArrayList<>();
            found.forEach((call, within) ->
                    texts(call.getArguments().getFirst(), within)
                            .forEach(name ->
                                    meters.add(
                                            new Meter(
                                                    kind(call).orElseThrow(),
                                                    name,
                                                    chained(call, "baseUnit").stream()
                                                            .findFirst()
                                                            .orElse(""),
                                                    labels(call)))));
            Set<String> missed = new TreeSet<>(literals);
            meters.forEach(meter -> missed.remove(meter.name()));
            if (!missed.isEmpty()) {
                throw new IllegalStateException("no meter was recognised for " + missed);
            }
            return meters;
        }

        /// `Counter.builder(…)` and `registry.counter(…)` and their like.
        private static Optional<String> kind(MethodInvocationTree call) {
            if (!(call.getMethodSelect() instanceof MemberSelectTree select)
                    || call.getArguments().isEmpty()) {
                return Optional.empty();
            }
            String type = select.getExpression().toString();
            String called = select.getIdentifier().toString();
            if (called.equals("builder") && BUILDERS.contains(type)) {
                return Optional.of(type.toLowerCase(java.util.Locale.ROOT));
            }
            boolean registry = type.equals("registry") || type.equals("meters");
            return registry && Set.of("counter", "gauge", "timer").contains(called)
                    ? Optional.of(called)
                    : Optional.empty();
        }

        /// Literal texts that the expression may be: itself, a constant, or what callers of the
        /// method pass for its parameter.
        private List<String> texts(ExpressionTree expression, MethodTree within) {
            if (expression instanceof LiteralTree literal) {
                return List.of(String.valueOf(literal.getValue()));
            }
            if (!(expression instanceof IdentifierTree identifier)) {
                return List.of();
            }
            String name = identifier.getName().toString();
            List<? extends VariableTree> parameters =
                    within == null ? List.of() : within.getParameters();
            for (int i = 0; i < parameters.size(); i++) {
                if (parameters.get(i).getName().contentEquals(name)) {
                    return passed(within, i);
                }
            }
            ExpressionTree constant = constants.get(name);
            return constant == null ? List.of() : texts(constant, null);
        }

        private List<String> passed(MethodTree to, int position) {
            return calls.getOrDefault(to.getName().toString(), List.of()).stream()
                    .filter(arguments -> arguments.size() > position)
                    .flatMap(arguments -> texts(arguments.get(position), null).stream())
                    .toList();
        }

        private Set<String> labels(MethodInvocationTree call) {
            Set<String> labels = new TreeSet<>(chained(call, "tag"));
            if (!name(call).equals("builder")) {
                for (int i = 1; i + 1 < call.getArguments().size(); i += 2) {
                    labels.addAll(texts(call.getArguments().get(i), null));
                }
            }
            return labels;
        }

        /// First arguments of all calls of that name on the builder that `call` begins.
        private List<String> chained(MethodInvocationTree call, String name) {
            return chains.stream()
                    .filter(later -> name(later).equals(name) && begins(later, call))
                    .flatMap(later -> texts(later.getArguments().getFirst(), null).stream())
                    .toList();
        }

        private static boolean begins(MethodInvocationTree later, MethodInvocationTree call) {
            ExpressionTree at = later;
            while (at instanceof MethodInvocationTree step
                    && step.getMethodSelect() instanceof MemberSelectTree select) {
                if (step == call) {
                    return true;
                }
                at = select.getExpression();
            }
            return false;
        }

        private static String name(MethodInvocationTree call) {
            return call.getMethodSelect() instanceof MemberSelectTree select
                    ? select.getIdentifier().toString()
                    : call.getMethodSelect().toString();
        }
    }
}

package io.spidergate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The record of all figures, one table row each.
final class ResultsFile {

    private static final String HEAD =
            """
            # Results

            Appended by `./spidergate bench NAME`; never edited.

            | date | commit | machine | command | figure | value | unit | goal | |
            |---|---|---|---|---|---|---|---|---|
            """;

    private final Path file;

    ResultsFile(Path file) {
        this.file = file;
    }

    void append(Circumstances when, List<Figure> figures) {
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, HEAD);
            }
            for (Figure figure : figures) {
                Files.writeString(file, row(when, figure), StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot append to " + file, e);
        }
    }

    private static String row(Circumstances when, Figure figure) {
        return "| %s | %s | %s | `%s` | %s | %s | %s | %s | %s |%n"
                .formatted(
                        when.date(),
                        when.commit(),
                        when.machine(),
                        when.command(),
                        figure.name(),
                        figure.value().toPlainString(),
                        figure.unit(),
                        figure.goal(),
                        figure.verdict());
    }
}

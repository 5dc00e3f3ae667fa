package io.spidergate.launcher.keyfile;

import io.spidergate.launcher.admin.ProviderKeys;
import io.spidergate.launcher.console.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A file of `NAME=value` lines, as shells and tools write it: with `export`, quotes and comments.
public final class EnvFile {

    private static final Pattern LINE =
            Pattern.compile("(?:export\\s+)?([A-Za-z_]\\w*)\\s*=\\s*(.*)");

    private static final Pattern VALUE =
            Pattern.compile("(?:'([^']*)'|\"([^\"]*)\"|((?:[^\\s#'\"]|(?<!\\s)#)*))\\s*(?:#.*)?");

    private EnvFile() {}

    /// Those lines that could hold a key, in the order of the file.
    public static List<FileEntry> read(Path file) {
        List<FileEntry> entries = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                entry("line " + number, line.strip()).ifPresent(entries::add);
            }
        }
        return entries;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            // Its words may quote the line, and the line may be a key.
            throw new Refusal("%s cannot be read as text.".formatted(file));
        }
    }

    private static Optional<FileEntry> entry(String place, String line) {
        Matcher assignment = LINE.matcher(line);
        if (!assignment.matches()) {
            return Optional.of(new FileEntry.PassedOver(place, "it is not NAME=value"));
        }
        String name = assignment.group(1);
        Optional<String> provider = ProviderKeys.providerOf(name);
        Matcher value = VALUE.matcher(assignment.group(2));
        if (provider.isEmpty()) {
            return name.endsWith("_API_KEY")
                    ? Optional.of(
                            new FileEntry.PassedOver(name, "no provider of the catalogue has it"))
                    : Optional.empty();
        }
        if (!value.matches()) {
            return Optional.of(new FileEntry.PassedOver(name, "its value is no single word"));
        }
        String secret = firstOf(value.group(1), value.group(2), value.group(3));
        return secret.isBlank()
                ? Optional.empty()
                : Optional.of(new FileEntry.Key(name, provider.get(), secret.strip()));
    }

    private static String firstOf(@Nullable String... groups) {
        for (String group : groups) {
            if (group != null) {
                return group;
            }
        }
        return "";
    }
}

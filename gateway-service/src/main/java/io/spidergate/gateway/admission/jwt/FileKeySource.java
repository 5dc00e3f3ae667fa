package io.spidergate.gateway.admission.jwt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Keys in a file, which somebody else keeps up to date.
record FileKeySource(Path file) implements KeySource {

    @Override
    public String read() throws IOException {
        return Files.readString(file);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}

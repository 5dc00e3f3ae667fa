package io.spidergate.launcher.keyfile;

/// What a line of such a file came to.
public sealed interface FileEntry {

    /// Where it stands, for people.
    String where();

    /// @param provider of the catalogue
    record Key(String where, String provider, String secret) implements FileEntry {

        @Override
        public String toString() {
            return "Key[where=%s, provider=%s, secret=***]".formatted(where, provider);
        }
    }

    /// @param why and what to do instead; never a value
    record PassedOver(String where, String why) implements FileEntry {}
}

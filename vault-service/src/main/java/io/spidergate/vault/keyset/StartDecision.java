package io.spidergate.vault.keyset;

/// May the vault start, given what lies in the keyset file and in the tables?
sealed interface StartDecision {

    /// The file's keyset opens what the tables hold.
    record Use() implements StartDecision {}

    /// The tables are as on the first day: the file's keyset becomes theirs.
    record Adopt() implements StartDecision {}

    /// The first start of all: make the keyset.
    record Create() implements StartDecision {}

    /// @param reason one sentence of what is wrong, one of what to do
    record Refuse(String reason) implements StartDecision {}

    /// What the file turned out to hold.
    enum File {
        MISSING,
        NOT_A_KEYSET,
        OPENS_TABLES,
        DOES_NOT_OPEN_TABLES,
        TABLES_ARE_EMPTY
    }

    /// @param initialised the tables were written under some keyset
    /// @param credentials how many credentials the tables hold
    static StartDecision of(
            File file, boolean initialised, long credentials, boolean mayCreate, String path) {
        return switch (file) {
            case OPENS_TABLES -> new Use();
            case TABLES_ARE_EMPTY -> new Adopt();
            case NOT_A_KEYSET ->
                    new Refuse(
                            "%s is not a Tink JSON keyset of AEAD keys. Restore it from the back-up%s."
                                    .formatted(path, orBegin(credentials)));
            case DOES_NOT_OPEN_TABLES ->
                    new Refuse(
                            "The keyset in %s is not the one that sealed the %d credentials of this database. Point spidergate.vault.keyset-file to the right file or restore it from the back-up%s."
                                    .formatted(path, credentials, orBegin(credentials)));
            case MISSING -> missing(initialised, credentials, mayCreate, path);
        };
    }

    private static StartDecision missing(
            boolean initialised, long credentials, boolean mayCreate, String path) {
        if (initialised) {
            return new Refuse(
                    "The keyset file %s is missing, and the database holds %d credentials sealed under it. Restore the file from the back-up%s."
                            .formatted(path, credentials, orBegin(credentials)));
        }
        return mayCreate
                ? new Create()
                : new Refuse(
                        "The keyset file %s is missing. Put a Tink JSON keyset there, or set spidergate.vault.create-keyset=true to have one made on this first start."
                                .formatted(path));
    }

    private static String orBegin(long credentials) {
        return credentials == 0
                ? ", or begin anew: the vault is empty, so delete the row of vault.sealed_keyset"
                : "; if it is lost for good, the secrets are too: delete the rows of vault.credential and vault.sealed_keyset and enter the keys again";
    }
}

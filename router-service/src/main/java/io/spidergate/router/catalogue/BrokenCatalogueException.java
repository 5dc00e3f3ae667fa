package io.spidergate.router.catalogue;

/// A file of the catalogue that cannot be used; says which, where and why. The service does not
/// start with one.
public final class BrokenCatalogueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokenCatalogueException(String file, String problem) {
        super(file + ": " + problem);
    }

    BrokenCatalogueException(String file, int line, String field, String problem, Throwable cause) {
        super("%s: %s: %s (near line %d)".formatted(file, field, problem, line), cause);
    }
}

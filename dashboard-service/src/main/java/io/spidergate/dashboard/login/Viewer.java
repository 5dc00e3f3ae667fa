package io.spidergate.dashboard.login;

/// Who looks at a page.
///
/// @param csrf what each form of this session must carry
public record Viewer(long account, String name, String csrf) {

    static final String ATTRIBUTE = "viewer";

    @Override
    public String toString() {
        return "Viewer[name=%s]".formatted(name);
    }
}

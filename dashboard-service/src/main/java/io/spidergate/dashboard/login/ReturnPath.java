package io.spidergate.dashboard.login;

import org.jspecify.annotations.Nullable;

/// Where a login leads: only ever to a page of this dashboard.
final class ReturnPath {

    static final String HOME = "/dashboard/gate";

    private ReturnPath() {}

    static String of(@Nullable String wanted) {
        if (wanted == null || wanted.length() > 2_000) {
            return HOME;
        }
        boolean local =
                wanted.equals(HOME)
                        || wanted.startsWith(HOME + "/")
                        || wanted.startsWith(HOME + "?");
        boolean plain = wanted.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
        return local && plain && !wanted.contains("..") ? wanted : HOME;
    }
}

package io.spidergate.dashboard.login;

import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// The form for an own password.
public record PasswordPage(Viewer viewer, int min, List<String> broken)
        implements TemplateInstance {}

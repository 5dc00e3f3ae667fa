package io.spidergate.dashboard.login;

import io.quarkus.qute.TemplateInstance;

/// The login form.
///
/// @param message why the last try failed; empty at first
public record LoginPage(String csrf, String next, String name, String message)
        implements TemplateInstance {}

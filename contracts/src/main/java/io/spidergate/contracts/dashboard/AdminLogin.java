package io.spidergate.contracts.dashboard;

/// How the administrator gets in.
///
/// @param ownPasswordSet the one-time password has done its work and opens nothing any more
public record AdminLogin(boolean ownPasswordSet) {}

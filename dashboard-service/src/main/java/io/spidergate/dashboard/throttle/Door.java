package io.spidergate.dashboard.throttle;

/// What strangers may try to open.
public enum Door {
    LOGIN,
    LINK
}

/// Callers' connections as such: how long one may be held open for nothing.
@NullMarked
package io.spidergate.gateway.connection;

import org.jspecify.annotations.NullMarked;

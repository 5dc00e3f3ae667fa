/// Typed, prefixed identifiers that cross the wire as plain strings.
@NullMarked
package io.spidergate.contracts.id;

import org.jspecify.annotations.NullMarked;

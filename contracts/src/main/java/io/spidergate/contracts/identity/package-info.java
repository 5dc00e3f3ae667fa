/// The names by which services know each other.
@NullMarked
package io.spidergate.contracts.identity;

import org.jspecify.annotations.NullMarked;

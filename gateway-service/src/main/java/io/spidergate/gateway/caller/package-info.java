/// The HTTP side of a caller: its request's body, its answer's bytes, and whether it is still
/// there.
@NullMarked
package io.spidergate.gateway.caller;

import org.jspecify.annotations.NullMarked;

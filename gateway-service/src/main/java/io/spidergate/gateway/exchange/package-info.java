/// Chat completions: from a caller's request through plan and attempts to one answer and one event.
@NullMarked
package io.spidergate.gateway.exchange;

import org.jspecify.annotations.NullMarked;

/// The other services as pages ask them: an answer, or why there is none.
@NullMarked
package io.spidergate.dashboard.peers;

import org.jspecify.annotations.NullMarked;

/// Which modules are stale, and the one Maven run that builds them.
@NullMarked
package io.spidergate.launcher.build;

import org.jspecify.annotations.NullMarked;

/// Starts, watches and stops the suite.
@NullMarked
package io.spidergate.launcher.run;

import org.jspecify.annotations.NullMarked;

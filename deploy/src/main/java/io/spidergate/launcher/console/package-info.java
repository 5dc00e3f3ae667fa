/// What the launcher says to people: progress, refusals, tables.
@NullMarked
package io.spidergate.launcher.console;

import org.jspecify.annotations.NullMarked;

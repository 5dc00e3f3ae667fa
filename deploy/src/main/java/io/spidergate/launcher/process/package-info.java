/// Processes of this machine: started in a session of their own, told apart by start time,
/// remembered on disk.
@NullMarked
package io.spidergate.launcher.process;

import org.jspecify.annotations.NullMarked;

/// Keys as other programs keep them in files.
@NullMarked
package io.spidergate.launcher.keyfile;

import org.jspecify.annotations.NullMarked;

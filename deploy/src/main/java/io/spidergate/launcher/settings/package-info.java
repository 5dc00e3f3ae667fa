/// Where ports and folders are set: options before environment before file before defaults.
@NullMarked
package io.spidergate.launcher.settings;

import org.jspecify.annotations.NullMarked;

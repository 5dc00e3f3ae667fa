/// The commands of `./spidergate`: each reads its options and hands over to the package that knows.
@NullMarked
package io.spidergate.launcher;

import org.jspecify.annotations.NullMarked;

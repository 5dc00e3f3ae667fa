/// The task aliases: their definition as data, and what they mean for the deployments of the
/// moment.
@NullMarked
package io.spidergate.router.alias;

import org.jspecify.annotations.NullMarked;

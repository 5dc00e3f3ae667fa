/// What can be asked for: models, aliases and providers, read from the routing data.
@NullMarked
package io.spidergate.gateway.catalog;

import org.jspecify.annotations.NullMarked;

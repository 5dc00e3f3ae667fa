/// Administration through the services' own interfaces, as the operator.
@NullMarked
package io.spidergate.launcher.admin;

import org.jspecify.annotations.NullMarked;

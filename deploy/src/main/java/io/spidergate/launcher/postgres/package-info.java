/// PostgreSQL from embedded binaries: unpacked, initialised, one role and schema a service.
@NullMarked
package io.spidergate.launcher.postgres;

import org.jspecify.annotations.NullMarked;

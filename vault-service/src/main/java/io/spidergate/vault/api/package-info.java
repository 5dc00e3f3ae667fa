/// The vault's internal REST API: who may call what, and how refusals are told.
@NullMarked
package io.spidergate.vault.api;

import org.jspecify.annotations.NullMarked;

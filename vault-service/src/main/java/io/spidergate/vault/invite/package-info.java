/// People bring keys that whoever asked for them never sees.
@NullMarked
package io.spidergate.vault.invite;

import org.jspecify.annotations.NullMarked;

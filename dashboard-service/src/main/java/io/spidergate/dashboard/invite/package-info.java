/// Public pages of links that the vault gives out: no login, the link is the proof.
@NullMarked
package io.spidergate.dashboard.invite;

import org.jspecify.annotations.NullMarked;

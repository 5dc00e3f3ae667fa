/// Who may see pages: accounts, passwords, sessions.
@NullMarked
package io.spidergate.dashboard.login;

import org.jspecify.annotations.NullMarked;

package io.spidergate.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.dashboard.AdminLogin;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WayInTest {

    private static final Path FILE = Path.of("secrets", "dashboard.password");

    @Test
    void theOneTimePasswordIsShownWhileItOpensTheDoor() {
        assertThat(wayIn(new AdminLogin(false)))
                .isEqualTo(new WayIn.OneTimePassword("once"))
                .extracting(WayIn::sentence)
                .isEqualTo("first login: admin, one-time password once");
    }

    @Test
    void aPasswordThatHasDoneItsWorkIsNotShownAgain() {
        assertThat(wayIn(new AdminLogin(true)))
                .isEqualTo(new WayIn.OwnPassword())
                .extracting(WayIn::sentence)
                .isEqualTo("login: admin, with the password that was set");
    }

    @Test
    void whereTheDashboardDoesNotSayTheFileIsNamedAndNotThePassword() {
        WayIn wayIn = WayIn.of(Optional.empty(), Optional.of("once"), FILE);

        assertThat(wayIn).isEqualTo(new WayIn.NotTold(FILE));
        assertThat(wayIn.sentence()).contains(FILE.toString()).doesNotContain("password once");
    }

    private static WayIn wayIn(AdminLogin told) {
        return WayIn.of(Optional.of(told), Optional.of("once"), FILE);
    }
}

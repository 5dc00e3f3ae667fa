package io.spidergate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotesTest {

    @Test
    void firstInstallIsToldToBackUpTheKeyset() {
        assertThat(Chart.notes(Chart.FIRST_INSTALL))
                .contains("kubectl -n ai exec deploy/spidergate-vault")
                .contains("vault.keyset.create=false");
        assertThat(Chart.notes(Chart.ALL_ON)).contains("Keep a copy of the Secret keyset");
    }

    @Test
    void addressesAreThoseOfTheInstallation() {
        assertThat(Chart.notes("{}"))
                .contains("port-forward svc/spidergate-dashboard 8081")
                .contains("http://spidergate-gateway.ai:8080/v1");
        assertThat(Chart.notes(Chart.ALL_ON))
                .contains("https://spidergate.example.com")
                .contains("https://api.example.com/v1")
                .doesNotContain("port-forward");
    }
}

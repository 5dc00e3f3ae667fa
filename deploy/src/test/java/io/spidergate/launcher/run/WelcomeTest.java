package io.spidergate.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class WelcomeTest {

    private static final URI GATEWAY = URI.create("http://127.0.0.1:8080");

    @Test
    void everythingForTheFirstRequestIsThereReadyToPaste() {
        assertThat(welcome(new FirstAlias("spideriq/fast", "")).text())
                .isEqualTo(
                        """

                          Base URL     http://127.0.0.1:8080/api/gate/v1
                                       http://127.0.0.1:8090/api/gate/v1
                          Agent token  token
                          Dashboard    http://127.0.0.1:8081
                                       login: admin, with the password that was set
                          Providers    real

                            curl http://127.0.0.1:8080/api/gate/v1/chat/completions \\
                              -H "Authorization: Bearer token" \\
                              -H "Content-Type: application/json" \\
                              -d '{"model": "spideriq/fast", "messages": [{"role": "user", "content": "Say hello"}]}'
                        """);
    }

    @Test
    void whatIsToBeKnownAboutTheAliasStandsBeforeTheCommand() {
        String text = welcome(new FirstAlias("spideriq/fast", "Because of the keys.")).text();

        assertThat(text).contains("\n\n  Because of the keys.\n\n    curl ");
    }

    private static Welcome welcome(FirstAlias first) {
        return new Welcome(
                List.of(GATEWAY, URI.create("http://127.0.0.1:8090")),
                "token",
                "http://127.0.0.1:8081",
                new WayIn.OwnPassword(),
                false,
                first);
    }
}

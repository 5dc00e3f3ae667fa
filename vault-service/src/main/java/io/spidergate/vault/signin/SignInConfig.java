package io.spidergate.vault.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/// Sign-ins at providers.
@ConfigMapping(prefix = "spidergate.sign-in")
interface SignInConfig {

    /// Whether plans of ChatGPT may be signed in. OpenAI allows it to software on the machine of
    /// whoever signs in, and to installations that it has approved; set it where one of them holds.
    @WithDefault("false")
    boolean chatgptAllowed();

    /// Where plans of ChatGPT are signed in: `/authorize` and `/oauth/token` are under it.
    @WithDefault("https://auth.openai.com/api/accounts")
    URI chatgptUrl();

    /// How often the vault looks for tokens that have to be renewed.
    @WithDefault("5s")
    Duration every();
}

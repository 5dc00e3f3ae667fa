package io.spidergate.router.health;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import java.util.List;
import java.util.stream.Stream;

/// What a failure has taught something about, and what is left alone for it.
public sealed interface CooldownScope {

    /// In words of the field, for pages and for a reset.
    String key();

    /// A dead key; its siblings serve.
    record OfCredential(CredentialId credential) implements CooldownScope {

        @Override
        public String key() {
            return "credential " + credential.value();
        }
    }

    /// A key that may not use this model.
    record OfCredentialThere(CredentialId credential, DeploymentId deployment)
            implements CooldownScope {

        @Override
        public String key() {
            return "credential %s at %s".formatted(credential.value(), deployment.value());
        }
    }

    record OfDeployment(DeploymentId deployment) implements CooldownScope {

        @Override
        public String key() {
            return "deployment " + deployment.value();
        }
    }

    /// A model on all accounts of a provider.
    record OfModel(String provider, String model) implements CooldownScope {

        @Override
        public String key() {
            return "model %s/%s".formatted(provider, model);
        }
    }

    /// Whatever an account serves.
    record OfAccount(String provider, String account) implements CooldownScope {

        @Override
        public String key() {
            return "account %s/%s".formatted(provider, account);
        }
    }

    /// Whatever a provider serves.
    record OfProvider(String provider) implements CooldownScope {

        @Override
        public String key() {
            return "provider " + provider;
        }
    }

    /// All that a success is a sign of health of, but for credentials.
    static List<CooldownScope> around(
            DeploymentId deployment, String provider, String account, String model) {
        return List.of(
                new OfDeployment(deployment),
                new OfModel(provider, model),
                new OfAccount(provider, account),
                new OfProvider(provider));
    }

    /// All that this attempt's success is a sign of health of.
    static Stream<CooldownScope> of(AttemptRecord attempt) {
        Stream<CooldownScope> around =
                around(
                        attempt.deployment(),
                        attempt.provider(),
                        attempt.account(),
                        attempt.upstreamModel())
                        .stream();
        CredentialId credential = attempt.credential();
        return credential == null
                ? around
                : Stream.concat(
                        around,
                        Stream.of(
                                new OfCredential(credential),
                                new OfCredentialThere(credential, attempt.deployment())));
    }
}

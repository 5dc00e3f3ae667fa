package io.spidergate.launcher;

import io.spidergate.contracts.routing.ProviderView;
import java.util.Optional;

/// What a provider's terms mean, told when a key of it is entered. Pure.
final class TermsNote {

    private TermsNote() {}

    static Optional<String> of(ProviderView provider) {
        String training =
                provider.maySeeTraining()
                        ? "%s may use what is sent for training.".formatted(provider.displayName())
                        : "";
        String note = provider.termsNote() == null ? "" : provider.termsNote();
        String said = (training + " " + note).strip();
        return said.isEmpty() ? Optional.empty() : Optional.of("Terms: " + said);
    }
}

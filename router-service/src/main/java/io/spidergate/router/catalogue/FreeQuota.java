package io.spidergate.router.catalogue;

import io.spidergate.contracts.routing.QuotaWindow;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a provider gives away, as published; a starting point that its answers correct.
///
/// @param scope where the provider counts, in words
/// @param reset when a window starts anew, in words
/// @param shared all free models of an account are counted together; otherwise each by itself
/// @param reservesOutput the most that an answer may have is counted when the request arrives
/// @param windows none where nothing is published
/// @param models those that have windows of their own
public record FreeQuota(
        String scope,
        String reset,
        boolean shared,
        boolean reservesOutput,
        List<FreeWindow> windows,
        List<OfModel> models,
        LocalDate asOf) {

    /// @param windows instead of the provider's
    public record OfModel(String model, List<FreeWindow> windows) {

        public OfModel {
            Require.text("model", model);
            windows = List.copyOf(Require.filled("windows", windows));
        }
    }

    public FreeQuota {
        Require.text("scope", scope);
        Require.text("reset", reset);
        Require.present("as_of", asOf);
        windows = windows == null ? List.of() : List.copyOf(windows);
        models = models == null ? List.of() : Require.unique("models", models, OfModel::model);
        if (shared && !models.isEmpty()) {
            throw new IllegalArgumentException("what is shared has no windows for a model");
        }
    }

    /// The windows that count calls of this model.
    public List<QuotaWindow> windowsOf(String model) {
        return own(model).map(OfModel::windows).orElse(windows).stream()
                .map(FreeWindow::window)
                .toList();
    }

    private Optional<OfModel> own(@Nullable String model) {
        return models.stream().filter(it -> it.model().equals(model)).findFirst();
    }
}

package io.spidergate.traces.query;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/// A word where a number belongs is a 400 that names it; without this filter it would be a 404.
@Provider
final class NumericParameters implements ContainerRequestFilter {

    private static final List<String> NUMERIC =
            List.of("limit", "days", "minLatencyMs", "minCostNanoUsd");

    @Override
    public void filter(ContainerRequestContext request) {
        for (String name : NUMERIC) {
            String text = request.getUriInfo().getQueryParameters().getFirst(name);
            if (text != null && !text.matches("[+-]?\\d{1,18}")) {
                throw Refusal.of(
                        new Parsed.Bad<>(
                                new io.spidergate.contracts.Problem(
                                        "invalid_" + name,
                                        name + " must be a whole number",
                                        name)));
            }
        }
    }
}

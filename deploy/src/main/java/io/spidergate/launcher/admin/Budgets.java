package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import io.spidergate.contracts.Pages;
import io.spidergate.contracts.billing.BudgetChange;
import io.spidergate.contracts.billing.BudgetView;
import io.spidergate.contracts.billing.NewBudget;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Budgets, through billing-service.
public final class Budgets {

    private static final String API = "/internal/billing/v1/budgets";

    private final ServiceClient client;

    public Budgets(RunState state, Folders folders) {
        this.client = new ServiceClient(state, folders);
    }

    public BudgetView create(NewBudget budget) {
        return client.require(client.post(Part.BILLING, API, budget), new TypeReference<>() {});
    }

    /// @param workspace whose alone; null for all
    public List<BudgetView> list(@Nullable String workspace) {
        return Pages.all(
                (limit, after) ->
                        client.require(
                                client.get(
                                        Part.BILLING,
                                        API
                                                + "?limit="
                                                + limit
                                                + query("&workspace=", workspace)
                                                + query("&after=", after)),
                                new TypeReference<>() {}),
                BudgetView::id);
    }

    public BudgetView show(String budget, @Nullable String workspace) {
        return client.require(
                client.get(Part.BILLING, path(budget, workspace)), new TypeReference<>() {});
    }

    public BudgetView change(String budget, @Nullable String workspace, BudgetChange change) {
        return client.require(
                client.patch(Part.BILLING, path(budget, workspace), change),
                new TypeReference<>() {});
    }

    public void remove(String budget, @Nullable String workspace) {
        client.requireDone(client.delete(Part.BILLING, path(budget, workspace)));
    }

    private static String path(String budget, @Nullable String workspace) {
        return API + "/" + encoded(budget) + query("?workspace=", workspace);
    }

    private static String query(String name, @Nullable String value) {
        return value == null ? "" : name + encoded(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

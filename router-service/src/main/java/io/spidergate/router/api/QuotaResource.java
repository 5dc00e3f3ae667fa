package io.spidergate.router.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.routing.CapacityView;
import io.spidergate.contracts.routing.PoolView;
import io.spidergate.contracts.routing.QuotaAnswer;
import io.spidergate.contracts.routing.QuotaApi;
import io.spidergate.contracts.routing.QuotaRequest;
import io.spidergate.router.capacity.CapacityDesk;
import io.spidergate.router.quota.QuotaDesk;
import jakarta.annotation.security.RolesAllowed;
import java.sql.SQLException;
import java.util.List;

/// The wire of quota pools: who may ask, and what the answer looks like.
@RunOnVirtualThread
public class QuotaResource implements QuotaApi {

    private static final int MAX_DAYS = 366;

    private final QuotaDesk desk;
    private final CapacityDesk capacityDesk;

    QuotaResource(QuotaDesk desk, CapacityDesk capacityDesk) {
        this.desk = desk;
        this.capacityDesk = capacityDesk;
    }

    @Override
    @RolesAllowed(ServiceName.GATEWAY)
    public QuotaAnswer quota(QuotaRequest request) {
        QuotaWords.check(request);
        try {
            return desk.answer(request);
        } catch (SQLException e) {
            throw Refusal.noDatabase(e);
        }
    }

    @Override
    @RolesAllowed({ServiceName.GATEWAY, ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public List<PoolView> pools() {
        try {
            return desk.standings();
        } catch (SQLException e) {
            throw Refusal.noDatabase(e);
        }
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public List<CapacityView> capacity(int days) {
        if (days < 1 || days > MAX_DAYS) {
            throw Refusal.of(
                    Refusal.BAD_REQUEST,
                    "invalid_days",
                    "days must be from 1 to %d, got %d".formatted(MAX_DAYS, days),
                    "days");
        }
        try {
            return switch (capacityDesk.told(days)) {
                case CapacityDesk.Told.Views(List<CapacityView> views) -> views;
                case CapacityDesk.Told.Away(String reason) ->
                        throw Refusal.of(Refusal.UNAVAILABLE, "capacity_unavailable", reason, null);
            };
        } catch (SQLException e) {
            throw Refusal.noDatabase(e);
        }
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public void forgetPool(String pool) {
        try {
            if (pool == null || !desk.forget(pool)) {
                throw Refusal.of(
                        Refusal.NOT_FOUND,
                        "quota_pool_not_found",
                        "there is no quota pool '%s'"
                                .formatted(pool == null ? "" : Refusal.shown(pool)),
                        "pool");
            }
        } catch (SQLException e) {
            throw Refusal.noDatabase(e);
        }
    }
}

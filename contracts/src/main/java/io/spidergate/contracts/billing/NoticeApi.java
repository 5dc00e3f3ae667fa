package io.spidergate.contracts.billing;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notices and who gets them by mail, at billing-service. Errors are {@link
/// io.spidergate.contracts.Problem}.
@Path("/internal/billing/v1")
public interface NoticeApi {

    /// A page of notices, newest first; see {@link io.spidergate.contracts.Pages}.
    ///
    /// @param workspace whose alone; all where absent
    /// @param type such as `budget.warning`; all where absent
    /// @param limit from 1 to 1000
    /// @param after the last notice of the page before
    @GET
    @Path("/notices")
    List<Notice> notices(
            @QueryParam("workspace") @Nullable String workspace,
            @QueryParam("type") @Nullable String type,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @Nullable String after);

    /// To whom a notice goes, and how far it got. 404 `notice_not_found`.
    ///
    /// @param workspace whose it must be; any where absent
    @GET
    @Path("/notices/{notice}/deliveries")
    List<NoticeDelivery> deliveries(
            @PathParam("notice") String notice,
            @QueryParam("workspace") @Nullable String workspace);

    /// @param workspace the default one where absent; 404 `workspace_not_found`
    @GET
    @Path("/notice-recipients")
    NoticeRecipientsView recipients(@QueryParam("workspace") @Nullable String workspace);

    /// In place of those before.
    @PUT
    @Path("/notice-recipients")
    NoticeRecipientsView setRecipients(
            @QueryParam("workspace") @Nullable String workspace, NoticeRecipients recipients);
}

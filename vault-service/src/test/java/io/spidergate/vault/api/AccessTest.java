package io.spidergate.vault.api;

import static io.restassured.RestAssured.given;
import static io.spidergate.contracts.identity.ServiceName.BILLING;
import static io.spidergate.contracts.identity.ServiceName.DASHBOARD;
import static io.spidergate.contracts.identity.ServiceName.GATEWAY;
import static io.spidergate.contracts.identity.ServiceName.OPERATOR;
import static io.spidergate.contracts.identity.ServiceName.ROUTER;
import static io.spidergate.contracts.identity.ServiceName.TRACES;
import static io.spidergate.contracts.identity.ServiceName.VAULT;
import static io.spidergate.vault.VaultCalls.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.spidergate.contracts.vault.InviteApi;
import io.spidergate.contracts.vault.SignInApi;
import io.spidergate.contracts.vault.VaultApi;
import io.spidergate.fixtures.IdentityFixture;
import io.spidergate.vault.VaultCalls;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class AccessTest {

    private static final List<String> EVERYBODY =
            List.of(GATEWAY, ROUTER, VAULT, BILLING, TRACES, DASHBOARD, OPERATOR);

    record Endpoint(Method method, String path, Set<String> allowed) {}

    static Stream<Endpoint> endpoints() {
        Set<String> people = Set.of(OPERATOR, DASHBOARD);
        return Stream.of(
                new Endpoint(Method.POST, "/credentials", people),
                new Endpoint(
                        Method.GET, "/credentials", Set.of(OPERATOR, DASHBOARD, ROUTER, BILLING)),
                new Endpoint(Method.DELETE, "/credentials/cred_none", people),
                new Endpoint(Method.POST, "/credentials/cred_none/probe", people),
                new Endpoint(Method.POST, "/providers/nobody/probe", people),
                new Endpoint(Method.POST, "/leases", Set.of(GATEWAY)),
                new Endpoint(Method.POST, "/credentials/test", people),
                new Endpoint(Method.PATCH, "/credentials/cred_none", people),
                new Endpoint(Method.POST, "/credentials/cred_none/roster", Set.of(ROUTER)),
                new Endpoint(Method.POST, "/credentials/cred_none/usage", Set.of(BILLING)),
                new Endpoint(Method.GET, "/keyset", people),
                new Endpoint(Method.POST, "/keyset/rotate", Set.of(OPERATOR)),
                new Endpoint(Method.POST, "/keyset/retire", Set.of(OPERATOR)),
                new Endpoint(Method.GET, "/audit", people),
                new Endpoint(Method.GET, "/audit/check", people),
                new Endpoint(Method.POST, "/invites", people),
                new Endpoint(Method.GET, "/invites", people),
                new Endpoint(Method.DELETE, "/invites/inv_none", people),
                new Endpoint(Method.POST, "/links/invite", Set.of(DASHBOARD)),
                new Endpoint(Method.POST, "/links/invite/key", Set.of(DASHBOARD)),
                new Endpoint(Method.POST, "/sign-ins", people),
                new Endpoint(Method.POST, "/sign-ins/finish", people),
                new Endpoint(Method.POST, "/links/invite/sign-in", Set.of(DASHBOARD)),
                new Endpoint(Method.POST, "/links/invite/sign-in/finish", Set.of(DASHBOARD)),
                new Endpoint(Method.POST, "/links/contribution", Set.of(DASHBOARD)),
                new Endpoint(Method.POST, "/links/contribution/revoke", Set.of(DASHBOARD)));
    }

    @Test
    void everyEndpointIsTriedHere() {
        Set<String> declared =
                Stream.of(VaultApi.class, InviteApi.class, SignInApi.class)
                        .flatMap(api -> Arrays.stream(api.getDeclaredMethods()))
                        .map(AccessTest::declared)
                        .collect(Collectors.toSet());
        assertThat(
                        endpoints()
                                .map(each ->
                                        each.method()
                                                + " "
                                                + each.path()
                                                        .replaceFirst("(cred|inv)_none", "{id}")
                                                        .replace("nobody", "{provider}")))
                .containsExactlyInAnyOrderElementsOf(declared);
    }

    private static String declared(java.lang.reflect.Method method) {
        String verb =
                Arrays.stream(method.getAnnotations())
                        .map(annotation ->
                                annotation.annotationType().getAnnotation(HttpMethod.class))
                        .filter(Objects::nonNull)
                        .map(HttpMethod::value)
                        .findFirst()
                        .orElseThrow();
        return verb + " " + method.getAnnotation(Path.class).value();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void withoutATokenNobodyMay(Endpoint endpoint) {
        given().contentType(ContentType.JSON)
                .body("{}")
                .request(endpoint.method(), BASE + endpoint.path())
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aTokenForAnotherServiceIsNoToken(Endpoint endpoint) {
        String elsewhere = IdentityFixture.tokenOf(endpoint.allowed().iterator().next(), ROUTER);
        given().auth()
                .oauth2(elsewhere)
                .contentType(ContentType.JSON)
                .body("{}")
                .request(endpoint.method(), BASE + endpoint.path())
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void onlyTheServicesThatNeedItMay(Endpoint endpoint) {
        for (String caller : EVERYBODY) {
            int status =
                    VaultCalls.as(caller)
                            .body("{}")
                            .request(endpoint.method(), BASE + endpoint.path())
                            .statusCode();
            assertThat(status == 403)
                    .as("%s calling %s answered %d", caller, endpoint, status)
                    .isEqualTo(!endpoint.allowed().contains(caller));
        }
    }
}

package io.spidergate.bench.harvest;

import io.spidergate.simulator.Call;
import io.spidergate.simulator.Capacity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the providers' own log of calls says of a run, held against their own rules. Pure.
final class Harvest {

    /// A slot that has been free for less could not have been known: a rolling window's uses are
    /// told apart by a 128th of it, and a clock may be behind.
    static final Duration KNOWABLE = Duration.ofMillis(250);

    private final List<Call> calls;
    private final Instant from;
    private final Instant to;
    private final @Nullable Outage outage;

    /// A provider that does not serve.
    record Outage(String provider, Instant from, Instant to) {

        boolean covers(String name, Instant at) {
            return provider.equals(name) && !at.isBefore(from) && at.isBefore(to);
        }
    }

    /// @param calls all since the providers started, of chat
    Harvest(List<Call> calls, Instant from, Instant to, @Nullable Outage outage) {
        this.calls = calls.stream().sorted(Comparator.comparing(Call::at)).toList();
        this.from = from;
        this.to = to;
        this.outage = outage;
    }

    /// Of what free quota had room for, the part that was used.
    double used() {
        long used = 0;
        long existed = 0;
        for (FreeAccount account : FreeAccount.ALL) {
            long mine = during().filter(call -> served(call, account)).count();
            long most = capacity(account);
            System.out.println(
                    "%s %s: %d of %d used, %d refused"
                            .formatted(
                                    account.provider(),
                                    account.name(),
                                    mine,
                                    most,
                                    during().filter(call -> refused(call, account)).count()));
            used += mine;
            existed += most;
        }
        return (double) used / existed;
    }

    double refusedPerThousand() {
        long refused = during().filter(call -> call.status() == 429).count();
        return 1_000.0 * refused / during().count();
    }

    /// Calls that cost money although an account that could serve had had room for long enough.
    ///
    /// @param published only accounts that publish what they really give away
    long paidInVain(boolean published) {
        Map<FreeAccount, Capacity> capacities = new LinkedHashMap<>();
        FreeAccount.ALL.forEach(it -> capacities.put(it, Capacity.of(it.rules())));
        Map<FreeAccount, Instant> roomSince = new HashMap<>();
        long inVain = 0;
        for (Call call : calls) {
            capacities.forEach((account, capacity) -> look(account, capacity, call, roomSince));
            boolean paid = call.provider().equals(FreeAccount.PAID) && isDuring(call);
            inVain += paid && isKnown(roomSince, call, published) ? 1 : 0;
        }
        return inVain;
    }

    private void look(
            FreeAccount account,
            Capacity capacity,
            Call call,
            Map<FreeAccount, Instant> roomSince) {
        boolean out = outage != null && outage.covers(account.provider(), call.at());
        if (out || !capacity.hasRoom(call.at())) {
            roomSince.remove(account);
        } else {
            roomSince.putIfAbsent(account, call.at());
        }
        if (served(call, account)) {
            capacity.used(call.at());
        }
    }

    long paid() {
        return during().filter(call -> call.provider().equals(FreeAccount.PAID)).count();
    }

    /// How long after a refusal others still were refused to the same key before its account had
    /// room again, in milliseconds. What is refused after that has come too late for a slot, not
    /// too early for the news.
    List<Long> spreads() {
        List<Long> spreads = new ArrayList<>();
        Map<FreeAccount, Capacity> capacities = new HashMap<>();
        FreeAccount.ALL.forEach(it -> capacities.put(it, Capacity.of(it.rules())));
        Map<String, Instant> first = new HashMap<>();
        for (Call call : calls) {
            FreeAccount account = account(call);
            Capacity capacity = capacities.get(account);
            if (account == null || capacity == null) {
                continue;
            }
            if (capacity.hasRoom(call.at())) {
                first.keySet().removeIf(key -> key.startsWith(keys(call.provider(), account)));
            }
            if (call.status() == 200) {
                capacity.used(call.at());
            } else if (refused(call, account)) {
                String key = keys(call.provider(), account) + call.key();
                Instant before = first.putIfAbsent(key, call.at());
                if (isDuring(call)) {
                    spreads.add(
                            before == null ? 0 : Duration.between(before, call.at()).toMillis());
                }
            }
        }
        return spreads;
    }

    private static String keys(String provider, FreeAccount account) {
        return provider + " " + account.name() + " ";
    }

    private static @Nullable FreeAccount account(Call call) {
        return FreeAccount.ALL.stream().filter(it -> isOf(call, it)).findFirst().orElse(null);
    }

    /// Calls to a provider that is out, after its first second, for each of its accounts.
    double probes() {
        Outage out = requireOutage();
        long accounts =
                FreeAccount.ALL.stream().filter(it -> it.provider().equals(out.provider())).count();
        long probes =
                calls.stream()
                        .filter(call -> out.covers(call.provider(), call.at()))
                        .filter(call -> call.at().isAfter(out.from().plusSeconds(1)))
                        .count();
        return (double) probes / accounts;
    }

    /// From its return to its first use.
    double recoverySeconds() {
        Outage out = requireOutage();
        return calls.stream()
                .filter(call -> call.provider().equals(out.provider()) && call.status() == 200)
                .filter(call -> !call.at().isBefore(out.to()))
                .findFirst()
                .map(call -> Duration.between(out.to(), call.at()).toMillis() / 1_000.0)
                .orElse(Double.MAX_VALUE);
    }

    private Outage requireOutage() {
        if (outage == null) {
            throw new IllegalStateException("nobody was out");
        }
        return outage;
    }

    private long capacity(FreeAccount account) {
        Capacity capacity = Capacity.of(account.rules());
        calls.stream()
                .filter(call -> served(call, account) && call.at().isBefore(from))
                .forEach(call -> capacity.used(call.at()));
        if (outage == null || !outage.provider().equals(account.provider())) {
            return capacity.most(from, to);
        }
        return capacity.most(from, outage.from()) + capacity.most(outage.to(), to);
    }

    private static boolean isKnown(
            Map<FreeAccount, Instant> roomSince, Call call, boolean published) {
        return roomSince.entrySet().stream()
                .filter(entry -> !published || entry.getKey().isPublished())
                .anyMatch(entry ->
                        Duration.between(entry.getValue(), call.at()).compareTo(KNOWABLE) > 0);
    }

    private Stream<Call> during() {
        return calls.stream().filter(this::isDuring);
    }

    private boolean isDuring(Call call) {
        return !call.at().isBefore(from) && call.at().isBefore(to);
    }

    private static boolean served(Call call, FreeAccount account) {
        return call.status() == 200 && isOf(call, account);
    }

    private static boolean refused(Call call, FreeAccount account) {
        return call.status() == 429 && isOf(call, account);
    }

    private static boolean isOf(Call call, FreeAccount account) {
        return call.provider().equals(account.provider()) && call.account().equals(account.name());
    }
}

package io.spidergate.gateway.admission;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.JwtIdentity;
import io.spidergate.gateway.admission.jwt.ClaimPath;
import io.spidergate.gateway.admission.jwt.JwtFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Live agent tokens by the JWTs that they are recognised by, so that one of many is found by a few
/// look-ups: each stands under one claim whose value it tells in full, where it has such a claim.
///
/// For one writer at a time, and readers at any.
final class IdentityIndex {

    /// Under which an identity stands.
    ///
    /// @param value null where the identity tells none in full
    private record Place(String issuer, ClaimPath path, @Nullable String value) {}

    private record Entry(String tokenRef, JwtIdentity identity, Map<ClaimPath, String> claims) {}

    /// Then nobody is recognised: better than to look for as long as tokens keep changing.
    private static final int MOST_LOOKS = 100;

    private final AtomicLong changes = new AtomicLong();
    private final Map<Place, List<Entry>> entries = new ConcurrentHashMap<>();

    /// Which places there can be for a JWT of an issuer, and how many entries need each.
    private final Map<String, Map<ClaimPath, Integer>> paths = new ConcurrentHashMap<>();

    void add(String tokenRef, JwtIdentity identity) {
        Place place = place(identity);
        Entry entry = new Entry(tokenRef, identity, claims(identity));
        entries.merge(place, List.of(entry), IdentityIndex::joined);
        paths.computeIfAbsent(place.issuer(), issuer -> new ConcurrentHashMap<>())
                .merge(place.path(), 1, Integer::sum);
        changes.incrementAndGet();
    }

    void remove(String tokenRef, JwtIdentity identity) {
        Place place = place(identity);
        entries.computeIfPresent(
                place,
                (at, held) -> without(held, new Entry(tokenRef, identity, claims(identity))));
        changes.incrementAndGet();
        Map<ClaimPath, Integer> ofIssuer = paths.get(place.issuer());
        if (ofIssuer != null) {
            ofIssuer.computeIfPresent(place.path(), (path, count) -> count == 1 ? null : count - 1);
        }
    }

    /// Looks again where something changed meanwhile: an identity that moves from one place to
    /// another is in neither for whoever looks at the second first.
    ///
    /// @param live the token of a reference as it is now, or null
    Recognition recognise(JwtFacts facts, Function<String, @Nullable AgentToken> live) {
        for (int i = 1; ; i++) {
            long before = changes.get();
            Recognition found = look(facts, live);
            if (!(found instanceof Recognition.OfNobody)
                    || changes.get() == before
                    || i == MOST_LOOKS) {
                return found;
            }
        }
    }

    private Recognition look(JwtFacts facts, Function<String, @Nullable AgentToken> live) {
        Map<String, AgentToken> found = new HashMap<>();
        for (ClaimPath path : paths.getOrDefault(facts.issuer(), Map.of()).keySet()) {
            look(new Place(facts.issuer(), path, null), facts, live, found);
            for (String value : facts.at(path)) {
                look(new Place(facts.issuer(), path, value), facts, live, found);
            }
        }
        return switch (found.size()) {
            case 0 -> new Recognition.OfNobody();
            case 1 -> new Recognition.Of(found.values().iterator().next());
            default -> new Recognition.OfSeveral(found.keySet());
        };
    }

    private void look(
            Place place,
            JwtFacts facts,
            Function<String, @Nullable AgentToken> live,
            Map<String, AgentToken> found) {
        for (Entry entry : entries.getOrDefault(place, List.of())) {
            AgentToken token = live.apply(entry.tokenRef());
            // An entry may be a moment older or newer than its token.
            if (token != null
                    && !token.revoked()
                    && entry.identity().equals(token.identity())
                    && isMeant(entry, facts)) {
                found.put(token.tokenRef(), token);
            }
        }
    }

    private static boolean isMeant(Entry entry, JwtFacts facts) {
        String audience = entry.identity().audience();
        if (audience != null && !facts.audiences().contains(audience)) {
            return false;
        }
        for (Map.Entry<ClaimPath, String> claim : entry.claims().entrySet()) {
            boolean said = false;
            for (String value : facts.at(claim.getKey())) {
                said |= JwtIdentity.means(claim.getValue(), value);
            }
            if (!said) {
                return false;
            }
        }
        return true;
    }

    private static Place place(JwtIdentity identity) {
        for (Map.Entry<String, String> claim : identity.claims().entrySet()) {
            if (!JwtIdentity.isOpen(claim.getValue())) {
                return new Place(identity.issuer(), ClaimPath.of(claim.getKey()), claim.getValue());
            }
        }
        String any = identity.claims().keySet().iterator().next();
        return new Place(identity.issuer(), ClaimPath.of(any), null);
    }

    private static Map<ClaimPath, String> claims(JwtIdentity identity) {
        Map<ClaimPath, String> claims = new HashMap<>();
        identity.claims().forEach((name, value) -> claims.put(ClaimPath.of(name), value));
        return Map.copyOf(claims);
    }

    private static List<Entry> joined(List<Entry> held, List<Entry> more) {
        List<Entry> all = new ArrayList<>(held);
        all.addAll(more);
        return List.copyOf(all);
    }

    private static @Nullable List<Entry> without(List<Entry> held, Entry gone) {
        List<Entry> left = new ArrayList<>(held);
        left.remove(gone);
        return left.isEmpty() ? null : List.copyOf(left);
    }
}

package io.spidergate.router.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.routing.CatalogueApi;
import io.spidergate.contracts.routing.CatalogueFile;
import io.spidergate.contracts.routing.CatalogueText;
import io.spidergate.router.catalogue.BrokenCatalogueException;
import io.spidergate.router.catalogue.CatalogueProvider;
import io.spidergate.router.catalogue.OperatorFiles;
import io.spidergate.router.catalogue.PostgresCatalogueFiles;
import io.spidergate.router.provider.PostgresProviders;
import io.spidergate.router.snapshot.Declarations;
import io.spidergate.router.snapshot.KnownFacts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The wire of the catalogue's files: what would break the whole is not taken.
@RunOnVirtualThread
@RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
public class CatalogueResource implements CatalogueApi {

    private static final int LONGEST = 1 << 20;
    private static final String NAMES = "[a-z0-9][a-z0-9-]{0,62}";

    private final Declarations declarations;
    private final PostgresCatalogueFiles files;
    private final PostgresProviders providers;
    private final KnownFacts known;

    CatalogueResource(
            Declarations declarations,
            PostgresCatalogueFiles files,
            PostgresProviders providers,
            KnownFacts known) {
        this.declarations = declarations;
        this.files = files;
        this.providers = providers;
        this.known = known;
    }

    @Override
    public List<CatalogueFile> files() {
        return Stream.concat(
                        declarations.catalogue().providers().stream().map(CatalogueProvider::id),
                        Stream.of(OperatorFiles.ALIASES_NAME))
                .map(name -> file(name, null))
                .toList();
    }

    @Override
    public CatalogueFile file(String name) {
        String text = declarations.text(name);
        if (text == null) {
            throw notFound(name);
        }
        return file(name, text);
    }

    @Override
    public CatalogueFile putFile(String name, CatalogueText content) {
        String text = content == null ? null : content.text();
        if (!name.matches(NAMES)) {
            throw wrong("name", "name must be a provider's id, such as acme, or aliases");
        }
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw wrong(
                    "text",
                    "text must have between 1 and %d characters, got %d"
                            .formatted(LONGEST, text == null ? 0 : text.length()));
        }
        requireNotOwned(name);
        change(name, text);
        return file(name, text);
    }

    @Override
    public void removeFile(String name) {
        if (declarations.isMounted(name) || !owner(name).equals("api")) {
            throw notFound(name);
        }
        change(name, null);
    }

    /// @param text null removes it
    private void change(String name, @Nullable String text) {
        try {
            Map<String, String> all = new TreeMap<>(files.all());
            if (text == null) {
                all.remove(name);
            } else {
                all.put(name, text);
            }
            declarations.check(all);
            if (text == null) {
                files.remove(name);
            } else {
                files.put(name, text);
            }
            known.refreshFiles();
        } catch (BrokenCatalogueException e) {
            throw wrong("text", String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            throw Refusal.noDatabase(e);
        }
    }

    private void requireNotOwned(String name) {
        if (declarations.isMounted(name)) {
            throw Refusal.of(
                    Refusal.CONFLICT,
                    "owned_by_file",
                    "'%s' belongs to a mounted file; change it there".formatted(name),
                    "name");
        }
        try {
            if (providers.all().stream().anyMatch(it -> it.id().equals(name))) {
                throw Refusal.of(
                        Refusal.CONFLICT,
                        "provider_exists",
                        "provider '%s' was added by itself; remove it first".formatted(name),
                        "name");
            }
        } catch (SQLException e) {
            throw Refusal.noDatabase(e);
        }
    }

    private CatalogueFile file(String name, @Nullable String text) {
        return new CatalogueFile(name, owner(name), text);
    }

    private String owner(String name) {
        return name.equals(OperatorFiles.ALIASES_NAME)
                ? declarations.ownerOfAliases()
                : declarations.catalogue().owner(name);
    }

    private static WebApplicationException wrong(String field, String message) {
        return Refusal.of(Refusal.BAD_REQUEST, "invalid_catalogue_file", message, field);
    }

    private static WebApplicationException notFound(String name) {
        return Refusal.of(
                Refusal.NOT_FOUND,
                "catalogue_file_not_found",
                "there is no such file '%s'".formatted(Refusal.shown(name)),
                "name");
    }
}

package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import io.spidergate.contracts.routing.CatalogueFile;
import io.spidergate.contracts.routing.CatalogueText;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.util.List;

/// The files of the catalogue, as router-service holds them.
public final class CatalogueFiles {

    private static final String PATH = "/internal/router/v1/catalogue";

    private final ServiceClient client;

    public CatalogueFiles(RunState state, Folders folders) {
        this.client = new ServiceClient(state, folders);
    }

    public List<CatalogueFile> all() {
        return client.require(client.get(Part.ROUTER, PATH), new TypeReference<>() {});
    }

    public CatalogueFile file(String name) {
        return client.require(client.get(Part.ROUTER, at(name)), new TypeReference<>() {});
    }

    public void put(String name, String text) {
        client.requireDone(client.put(Part.ROUTER, at(name), new CatalogueText(text)));
    }

    public void remove(String name) {
        client.requireDone(client.delete(Part.ROUTER, at(name)));
    }

    private static String at(String name) {
        return PATH + "/" + Agents.segment(name);
    }
}

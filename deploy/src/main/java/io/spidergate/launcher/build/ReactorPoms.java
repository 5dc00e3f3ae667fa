package io.spidergate.launcher.build;

import io.spidergate.launcher.console.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// Reads the reactor from the POMs.
final class ReactorPoms {

    private static final String GROUP = "io.spidergate";

    private ReactorPoms() {}

    static Reactor read(Path root) {
        List<String> modules = new ArrayList<>();
        Element parent = parse(root.resolve("pom.xml"));
        for (Element list : children(parent, "modules")) {
            children(list, "module")
                    .forEach(module -> modules.add(module.getTextContent().strip()));
        }
        Map<String, String> folderOf = new HashMap<>();
        modules.forEach(
                module -> folderOf.put(module.substring(module.lastIndexOf('/') + 1), module));
        Map<String, Set<String>> uses = new HashMap<>();
        for (String module : modules) {
            uses.put(module, uses(parse(root.resolve(module).resolve("pom.xml")), folderOf));
        }
        return new Reactor(modules, uses);
    }

    static String version(Path root) {
        return text(parse(root.resolve("pom.xml")), "version");
    }

    private static Set<String> uses(Element pom, Map<String, String> folderOf) {
        Set<String> used = new LinkedHashSet<>();
        for (Element list : children(pom, "dependencies")) {
            for (Element dependency : children(list, "dependency")) {
                String folder = folderOf.get(text(dependency, "artifactId"));
                if (folder != null
                        && text(dependency, "groupId").equals(GROUP)
                        && !text(dependency, "scope").equals("test")) {
                    used.add(folder);
                }
            }
        }
        return used;
    }

    private static Element parse(Path pom) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
        } catch (IOException | SAXException e) {
            throw new Refusal("%s cannot be read.".formatted(pom));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser lacks a feature", e);
        }
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream()
                .map(element -> element.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}

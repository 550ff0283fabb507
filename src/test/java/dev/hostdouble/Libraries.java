package dev.hostdouble;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The libraries that the product runs with, and the licences that their own descriptions name. */
final class Libraries {
    private static final Path CLASS_PATH = Path.of("target", "runtime-class-path");

    private Libraries() {}

    /** The page that lists them. */
    static String page() throws Exception {
        StringBuilder page = new StringBuilder("""
                # Libraries

                Hostdouble itself is under the Apache License 2.0. The server and the image contain these libraries, each with the
                version in `pom.xml` and the licences that its own description names. A library with two licences may be used under
                either.

                <!-- written by LibrariesTest from the class path and the descriptions of the libraries -->

                | library | version | licence |
                |---|---|---|
                """);
        for (Map.Entry<String, String> library : rows().entrySet()) {
            page.append("| ")
                    .append(library.getKey())
                    .append(" | ")
                    .append(library.getValue())
                    .append(" |\n");
        }
        return page.toString();
    }

    private static Map<String, String> rows() throws Exception {
        Map<String, String> rows = new TreeMap<>();
        String jars = Files.readString(CLASS_PATH).strip();
        for (String jar : jars.split(File.pathSeparator, -1)) {
            add(rows, Objects.requireNonNull(Path.of(jar).getParent()));
        }
        add(rows, console(Path.of(jars.split(File.pathSeparator, -1)[0])));
        return rows;
    }

    private static void add(Map<String, String> rows, Path version) throws Exception {
        Path artifact = Objects.requireNonNull(version.getParent());
        Path group = Objects.requireNonNull(artifact.getParent());
        String name = String.valueOf(artifact.getFileName());
        Element pom = pom(version, name);
        rows.put(
                groupId(pom) + ":" + name,
                version.getFileName() + " | " + String.join(", ", licences(pom, group, groupId(pom))));
    }

    /** The library of the console: its files are in the jar, and it is on no class path. */
    private static Path console(Path jar) throws Exception {
        Matcher version = Pattern.compile("<lit-html.version>(.+)</lit-html.version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        if (!version.find()) {
            throw new IllegalStateException("no version of lit-html in pom.xml");
        }
        Path folder = Objects.requireNonNull(jar.getParent());
        Path artifact = Objects.requireNonNull(folder.getParent());
        Path group = Objects.requireNonNull(artifact.getParent());
        Path repository = repository(group, groupId(pom(folder, String.valueOf(artifact.getFileName()))));
        return repository.resolve("org/webjars/npm/lit-html").resolve(version.group(1));
    }

    private static Element pom(Path version, String artifact) throws Exception {
        Path file = version.resolve(artifact + "-" + version.getFileName() + ".pom");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    }

    private static String groupId(Element pom) {
        return child(pom, "groupId")
                .or(() -> child(pom, "parent").flatMap(parent -> child(parent, "groupId")))
                .map(Node::getTextContent)
                .orElseThrow()
                .strip();
    }

    /** Its own licences, or else those of the nearest parent that has some. */
    private static List<String> licences(Element pom, Path group, String groupId) throws Exception {
        List<String> names = new ArrayList<>();
        for (Element licence : child(pom, "licenses").map(Libraries::children).orElse(List.of())) {
            child(licence, "name")
                    .ifPresent(name -> names.add(name.getTextContent().strip().replaceAll("\\s+", " ")));
        }
        if (!names.isEmpty()) {
            return names;
        }
        Element parent = child(pom, "parent").orElseThrow(() -> new IllegalStateException("no licence: " + groupId));
        String parentGroup = text(parent, "groupId");
        String parentName = text(parent, "artifactId");
        Path parentFolder = repository(group, groupId).resolve(parentGroup.replace('.', File.separatorChar));
        Path version = parentFolder.resolve(parentName).resolve(text(parent, "version"));
        return licences(pom(version, parentName), parentFolder, parentGroup);
    }

    /** The folder that the folders of a group lie in. */
    private static Path repository(Path group, String groupId) {
        Path repository = group;
        for (String part : groupId.split("\\.", -1)) {
            repository = Objects.requireNonNull(repository.getParent(), part);
        }
        return repository;
    }

    private static String text(Element element, String name) {
        return child(element, name).orElseThrow().getTextContent().strip();
    }

    private static java.util.Optional<Element> child(Element element, String name) {
        return children(element).stream()
                .filter(child -> child.getTagName().equals(name))
                .findFirst();
    }

    private static List<Element> children(Element element) {
        return Stream.iterate(element.getFirstChild(), Objects::nonNull, Node::getNextSibling)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }
}

package dev.hostdouble.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of a page of the documentation, by their language. */
record PageBlocks(String text) {
    private static final Pattern CLASS = Pattern.compile("(?m)^(?:final )?class (\\w+)");

    static PageBlocks of(Path page) throws IOException {
        return new PageBlocks(Files.readString(page));
    }

    List<String> in(String language) {
        List<String> blocks = new ArrayList<>();
        Matcher block =
                Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$").matcher(text);
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    /** Writes each class of the page into a source folder. */
    void writeClasses(Path sources) throws IOException {
        for (String source : in("java")) {
            Matcher name = CLASS.matcher(source);
            if (!name.find()) {
                throw new IOException("an example without a class: " + source);
            }
            Files.writeString(sources.resolve(name.group(1) + ".java"), source);
        }
    }

    /** The dependency on an artifact, as the page gives it. */
    String dependency(String artifact) throws IOException {
        return in("xml").stream()
                .filter(block -> block.contains("<artifactId>" + artifact + "</artifactId>"))
                .findFirst()
                .orElseThrow(() -> new IOException("the page has no dependency on " + artifact));
    }
}

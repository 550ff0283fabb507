package dev.hostdouble.start;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * The scenarios and start states in a folder, as far as {@link ScenarioFiles} reads one. It goes on where something cannot be
 * read, and follows no link to a folder.
 *
 * @param files in the order of their names
 * @param problems what cannot be read
 * @param skipped the folders that are not looked at
 */
public record FolderListing(List<Path> files, List<String> problems, List<String> skipped) {
    public FolderListing {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
        skipped = List.copyOf(skipped);
    }

    /** Lists a folder. */
    public static FolderListing of(Path folder) throws IOException {
        Visitor visitor = new Visitor(folder);
        Path unused = Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), ScenarioFiles.DEEPEST, visitor);
        List<Path> files = visitor.files.stream().sorted().toList();
        if (files.size() > ScenarioFiles.MOST_FILES) {
            visitor.problems.add(
                    folder + ":1: more than " + ScenarioFiles.MOST_FILES + " files: the others are not checked");
            files = files.subList(0, ScenarioFiles.MOST_FILES);
        }
        if (files.isEmpty() && visitor.problems.isEmpty()) {
            visitor.problems.add(
                    folder + ":1: a folder without scenarios and start states: expected *.yaml, *.yml or *.json");
        }
        return new FolderListing(files, visitor.problems, visitor.skipped);
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path top;
        private final List<Path> files = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private final List<String> skipped = new ArrayList<>();

        Visitor(Path top) {
            this.top = top;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(top) && ScenarioFiles.isHidden(folder)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (ScenarioFiles.isHidden(path)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isDirectory()) {
                skipped.add(path + ": not read: more than two folders below " + top);
            } else if (attributes.isSymbolicLink() && Files.isDirectory(path)) {
                skipped.add(path + ": a link to a folder: not followed");
            } else if (ScenarioFiles.isFile(path.toString())) {
                add(path, attributes);
            }
            return FileVisitResult.CONTINUE;
        }

        private void add(Path path, BasicFileAttributes attributes) {
            if (Files.isRegularFile(path)) {
                files.add(path);
            } else {
                problems.add(path + ":1: "
                        + (attributes.isSymbolicLink() ? "a link that leads to no file" : "not a regular file"));
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) {
            problems.add(path + ":1: cannot be read" + (e instanceof AccessDeniedException ? ": no permission" : ""));
            return FileVisitResult.CONTINUE;
        }
    }
}

package dev.hostdouble.explore;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of {@code --report}. It is new, empty, or that of an earlier report, which the next one replaces. Nothing outside of
 * it is written, and nothing in it is deleted but scenarios of the earlier report.
 */
public final class ReportFolder {
    /** The page for people. */
    static final String PAGE = "report.html";

    private static final String JSON = "report.json";
    private static final String SCENARIOS = "scenarios";

    /** The names that {@link Finding#slug} makes. */
    private static final Pattern SCENARIO = Pattern.compile("\\d{2,}-("
            + Arrays.stream(Verdict.values()).map(Verdict::word).collect(Collectors.joining("|"))
            + ")-[A-Za-z0-9._-]+\\.yaml");

    private final Path folder;

    private ReportFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Creates the folder if it does not exist, and checks that a report can be written there. To be called before the first
     * run, so that no time is lost.
     *
     * @throws IOException if it cannot be; its message says why and what is expected
     */
    public static ReportFolder at(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("cannot write the report to " + folder + ": it is a file, expected a folder", e);
        } catch (IOException e) {
            throw new IOException("cannot create the folder " + folder + " for the report: " + why(e), e);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("cannot write the report to " + folder + ": the folder is not writable");
        }
        if (!isEmpty(folder) && !isReport(folder.resolve(JSON))) {
            throw new IOException("cannot write the report to " + folder
                    + ": the folder has other files; expected a new or an empty folder, or one with an earlier report");
        }
        Path scenarios = folder.resolve(SCENARIOS);
        if (Files.exists(scenarios, LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(scenarios, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("cannot write the report to " + folder + ": " + scenarios + " is not a folder");
        }
        return new ReportFolder(folder);
    }

    /** The file of the scenario of a finding, relative to the folder, with slashes. */
    static String scenarioFile(Finding finding) {
        return SCENARIOS + "/" + finding.slug() + ".yaml";
    }

    /**
     * Writes all files. {@code report.json} is the last one, so whoever finds it finds the others.
     *
     * @throws IOException if one cannot be written
     */
    public void write(Exploration exploration) throws IOException {
        Path scenarios = Files.createDirectories(folder.resolve(SCENARIOS));
        Set<String> current = new HashSet<>();
        for (Finding finding : exploration.findings()) {
            Path file = folder.resolve(scenarioFile(finding));
            write(file, finding.shown().scenario());
            current.add(file.getFileName().toString());
        }
        write(folder.resolve(PAGE), ExplorePage.of(exploration));
        write(folder.resolve("junit.xml"), ExploreXml.of(exploration));
        write(folder.resolve("findings.sarif"), ExploreSarif.of(exploration));
        write(folder.resolve(JSON), ExploreJson.of(exploration));
        deleteOld(scenarios, current);
    }

    private static void deleteOld(Path scenarios, Set<String> current) throws IOException {
        List<Path> old;
        try (Stream<Path> files = Files.list(scenarios)) {
            old = files.filter(file ->
                            SCENARIO.matcher(file.getFileName().toString()).matches())
                    .filter(file -> !current.contains(file.getFileName().toString()))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path file : old) {
            Files.delete(file);
        }
    }

    /** Replaces a file at once, and a link by a file: what the link leads to stays as it is. */
    private static void write(Path file, String text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.deleteIfExists(next);
            // Half a character in a text of others becomes a question mark; writeString() would fail.
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            Files.write(next, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + why(e), e);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** The message of such an exception may be the name of the file alone. */
    private static String why(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        if (e instanceof FileSystemException named) {
            return named.getReason() != null ? named.getReason() : "the file system does not allow it";
        }
        return String.valueOf(e.getMessage());
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Whether a file begins as {@code report.json} does. */
    private static boolean isReport(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = new JsonFactory().createParser(in.readNBytes(1000))) {
            return json.nextToken() == JsonToken.START_OBJECT
                    && "schema".equals(json.nextFieldName())
                    && json.nextToken() == JsonToken.VALUE_STRING
                    && json.getText().startsWith("hostdouble-explore/");
        } catch (JacksonException e) {
            return false;
        }
    }
}

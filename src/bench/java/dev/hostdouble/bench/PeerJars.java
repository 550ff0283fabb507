package dev.hostdouble.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The other servers' jars, which Maven copies to {@code target/peers}; the product's build knows nothing of them. */
final class PeerJars {
    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:";
    private static final Path FOLDER = Path.of("target/peers").toAbsolutePath();

    private PeerJars() {}

    /**
     * The class path of an artifact with all that it depends on, or of the one jar that contains all if it has a classifier;
     * empty, with a loud message, if it cannot be had.
     */
    static Optional<String> classPath(String group, String artifact, String version, String classifier)
            throws IOException, InterruptedException {
        Path folder = FOLDER.resolve(artifact + "-" + version);
        Path complete = folder.resolve("complete");
        if (!Files.exists(complete)) {
            Files.createDirectories(folder);
            Path pom = folder.resolve("pom.xml");
            Files.writeString(pom, pom(group, artifact, version, classifier));
            Process maven = new ProcessBuilder(
                            "mvn",
                            "-B",
                            "-q",
                            "-f",
                            pom.toString(),
                            PLUGIN + "copy-dependencies",
                            "-DexcludeTransitive=" + !classifier.isEmpty(),
                            "-DoutputDirectory=" + folder)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("maven.log").toFile())
                    .start();
            if (maven.waitFor() != 0) {
                System.out.printf(
                        "!! WITHOUT %s %s: Maven cannot get it; see %s%n",
                        artifact, version, folder.resolve("maven.log"));
                return Optional.empty();
            }
            Files.createFile(complete);
        }
        return Optional.of(folder + "/*");
    }

    private static String pom(String group, String artifact, String version, String classifier) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>bench</groupId><artifactId>peer</artifactId><version>1</version><packaging>pom</packaging>
                  <dependencies><dependency>
                    <groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>%s
                  </dependency></dependencies>
                </project>
                """.formatted(
                group, artifact, version, classifier.isEmpty() ? "" : "<classifier>" + classifier + "</classifier>");
    }
}

package dev.hostdouble.testcontainers;

import dev.hostdouble.client.HostdoubleClient;
import dev.hostdouble.yaml.NearestName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A container that runs Hostdouble. It has started when its health check answers.
 *
 * <pre>{@code
 * try (HostdoubleContainer hostdouble = new HostdoubleContainer().withScenario("hosterapi/lost-acknowledgement")) {
 *     hostdouble.start();
 *     URI base = hostdouble.baseUrl("hosterapi");
 * }
 * }</pre>
 */
public final class HostdoubleContainer extends GenericContainer<HostdoubleContainer> {
    /** The name that {@code docker build -t hostdouble .} gives the image. */
    public static final DockerImageName DEFAULT_IMAGE = DockerImageName.parse("hostdouble");

    /** The port inside the container. */
    public static final int PORT = 8080;

    private static final String CONTROL = "control";
    private static final String WORLD = "/hostdouble/world";
    private static final String SCENARIOS = "/hostdouble/scenarios/";
    private static final int FOLDER_MODE = 0755;
    private static final int FILE_MODE = 0644;

    private final List<String> scenarios = new ArrayList<>();
    private Optional<String> token = Optional.empty();

    /** A container of the image {@code hostdouble:latest}. */
    public HostdoubleContainer() {
        this(DEFAULT_IMAGE);
    }

    /** A container of another image, such as one in a registry. */
    public HostdoubleContainer(DockerImageName image) {
        super(image);
        addExposedPort(PORT);
        setWaitStrategy(new HealthWaitStrategy());
    }

    /**
     * Starts the container and waits until its health check answers.
     *
     * @throws ContainerLaunchException if it does not start, with what Hostdouble says is wrong
     */
    @Override
    public void start() {
        try {
            super.start();
        } catch (ContainerLaunchException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof HealthWaitStrategy.EndedException) {
                    throw new ContainerLaunchException(String.valueOf(cause.getMessage()), e);
                }
            }
            throw e;
        }
    }

    /** With a shipped start state: {@code default} or {@code rich}. */
    public HostdoubleContainer withWorld(String name) {
        return withEnv("HOSTDOUBLE_WORLD", name);
    }

    /** With the start state in a folder of the class path, such as {@code worlds/mine}. */
    public HostdoubleContainer withWorldOnClassPath(String folder) {
        return withWorldFolder(MountableFile.forClasspathResource(folder, FOLDER_MODE));
    }

    /** With the start state in a folder of this machine. */
    public HostdoubleContainer withWorld(Path folder) {
        return withWorldFolder(MountableFile.forHostPath(folder, FOLDER_MODE));
    }

    private HostdoubleContainer withWorldFolder(MountableFile folder) {
        return withCopyFileToContainer(folder, WORLD).withWorld(WORLD);
    }

    /** With a shipped scenario, active in every world, perhaps with arguments: {@code any/slow-provider,delay=3s}. */
    public HostdoubleContainer withScenario(String reference) {
        scenarios.add(reference);
        return withEnv("HOSTDOUBLE_SCENARIO", String.join(",", scenarios));
    }

    /** With a scenario in a file of the class path, active in every world. */
    public HostdoubleContainer withScenarioOnClassPath(String file) {
        return withScenarioFile(MountableFile.forClasspathResource(file, FILE_MODE), Path.of(file));
    }

    /** With a scenario in a file of this machine, active in every world. */
    public HostdoubleContainer withScenario(Path file) {
        return withScenarioFile(MountableFile.forHostPath(file, FILE_MODE), file);
    }

    private HostdoubleContainer withScenarioFile(MountableFile content, Path file) {
        String name = Objects.requireNonNull(file.getFileName()).toString().replaceAll("[^A-Za-z0-9._-]", "_");
        String target = SCENARIOS + scenarios.size() + "-" + name;
        return withCopyFileToContainer(content, target).withScenario(target);
    }

    /** With a clock mode for new worlds: {@code real}, {@code x60}, {@code manual} or {@code step:1s}. */
    public HostdoubleContainer withClock(String mode) {
        return withEnv("HOSTDOUBLE_CLOCK", mode);
    }

    /** With another seed for ids, keys and passwords. */
    public HostdoubleContainer withSeed(long seed) {
        return withEnv("HOSTDOUBLE_SEED", Long.toString(seed));
    }

    /** With a fixed date at which worlds start. */
    public HostdoubleContainer withNow(Instant date) {
        return withEnv("HOSTDOUBLE_NOW", date.toString());
    }

    /** With a control API that needs a token; {@link #client} sends it. */
    public HostdoubleContainer withControlToken(String controlToken) {
        token = Optional.of(controlToken);
        return withEnv("HOSTDOUBLE_CONTROL_TOKEN", controlToken);
    }

    /** The URL of the server for programs on this machine, once it has started. */
    public URI url() {
        return URI.create("http://" + getHost() + ":" + getMappedPort(PORT));
    }

    /**
     * What stands for the scheme and host of a provider, without a slash at its end: append the rest of its URL. It leads to
     * the world {@code default}; {@code client().world("mine").url()} is that of another one.
     *
     * @param provider {@code hostkey}, {@code hosterapi} or {@code vss}; {@code control} is the base of the control API
     * @throws IllegalArgumentException if there is no such provider; it names the nearest
     */
    public URI baseUrl(String provider) {
        if (provider.equals(CONTROL)) {
            return URI.create(url() + "/_emulator");
        }
        List<String> known = new ArrayList<>(client().health().apis());
        known.add(CONTROL);
        if (!known.contains(provider)) {
            throw new IllegalArgumentException(NearestName.unknown("provider", provider, known));
        }
        return url();
    }

    /** A client of the control API, once it has started. */
    public HostdoubleClient client() {
        HostdoubleClient client = HostdoubleClient.at(url());
        return token.map(client::withToken).orElse(client);
    }
}

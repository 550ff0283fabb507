package dev.hostdouble.testcontainers;

import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/** Lets the example of the page, which names {@code hostdouble}, use the image that the build has made. */
public final class LocalImage extends ImageNameSubstitutor {
    /** The image that the container's tests build. */
    static final String NAME = "localhost/hostdouble:it";

    @Override
    public DockerImageName apply(DockerImageName original) {
        return original.getUnversionedPart().equals("hostdouble") ? DockerImageName.parse(NAME) : original;
    }

    @Override
    protected String getDescription() {
        return "the image of this build";
    }
}

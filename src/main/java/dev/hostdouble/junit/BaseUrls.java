package dev.hostdouble.junit;

import dev.hostdouble.yaml.NearestName;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** The values of parameters with {@link BaseUrl}. */
final class BaseUrls {
    private static final String CONTROL = "control";

    private BaseUrls() {}

    static Object of(String provider, Class<?> type, TestWorld world) {
        List<String> known = new ArrayList<>(world.apis());
        known.add(CONTROL);
        if (!known.contains(provider)) {
            throw new ParameterResolutionException(
                    "@BaseUrl(\"" + provider + "\"): " + NearestName.unknown("provider", provider, known));
        }
        URI url = provider.equals(CONTROL)
                ? world.client().controlUrl()
                : world.client().url();
        if (type == URI.class) {
            return url;
        }
        if (type == String.class) {
            return url.toString();
        }
        if (type == URL.class) {
            try {
                return url.toURL();
            } catch (MalformedURLException e) {
                throw new ParameterResolutionException("no URL: " + url, e);
            }
        }
        throw new ParameterResolutionException(
                "@BaseUrl: expected a parameter of type URI, URL or String, but found " + type.getName());
    }
}

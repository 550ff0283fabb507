package dev.hostdouble.scenario;

import dev.hostdouble.journal.Secrets;
import dev.hostdouble.provider.Credentials;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.effect.PropertyValue;
import dev.hostdouble.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last few calls that a rule did not apply to. Noting one costs no memory, because rules mostly miss. */
final class RecentMisses {
    private static final int SIZE = 5;
    private static final int LONGEST = 200;
    private static final int LONGEST_READ = 4000;

    private final long[] calls = new long[SIZE];
    private final Object[] reasons = new Object[SIZE];
    private final @Nullable PropertyValue[] values = new PropertyValue[SIZE];
    private final @Nullable Credentials[] credentials = new Credentials[SIZE];
    private int next;

    /** A call, and why the rule did not apply to it. */
    record Miss(long call, String why) {}

    /** Notes a call to a provider that fails a condition. */
    void add(long call, Condition condition, PropertyValue actual, Provider provider) {
        put(call, condition, actual, provider.credentials());
    }

    /** Notes a call that the rule does not apply to for another reason. */
    void add(long call, String why) {
        put(call, why, null, null);
    }

    private void put(long call, Object reason, @Nullable PropertyValue value, @Nullable Credentials secret) {
        int at = next % SIZE;
        calls[at] = call;
        reasons[at] = reason;
        values[at] = value;
        credentials[at] = secret;
        next = next + 1 == SIZE * 2 ? SIZE : next + 1;
    }

    /** The calls in order, the latest last. */
    List<Miss> list() {
        List<Miss> list = new ArrayList<>();
        int from = next < SIZE ? 0 : next - SIZE;
        for (int i = from; i < next; i++) {
            int at = i % SIZE;
            PropertyValue value = values[at];
            Credentials secret = credentials[at];
            String why = reasons[at] instanceof Condition condition && value != null && secret != null
                    ? why(condition, value, secret)
                    : String.valueOf(reasons[at]);
            list.add(new Miss(calls[at], why));
        }
        return list;
    }

    /** Why a value fails a condition, without the credentials of the provider. */
    static String why(Condition condition, PropertyValue value, Credentials secret) {
        Secrets secrets = new Secrets(name -> Secrets.isCredentialHeader(name) || secret.isAnywhere(name), Secrets.MASK)
                .withPaths(path -> secret.inPath(path, Secrets.MASK));
        if (isFlag(condition, value)) {
            return YamlNode.excerpt(condition.text()) + " does not hold: the call has '" + value.text() + "'";
        }
        return YamlNode.excerpt(wanted(condition, secrets)) + " does not hold: "
                + (value.present()
                        ? "the call has " + shown(condition, value, secrets)
                        : "the call has no " + condition.property());
    }

    /** A state that is true or false is no credential, such as {@code state.token.valid}. */
    private static boolean isFlag(Condition condition, PropertyValue value) {
        return condition.property().startsWith("state.")
                && value.present()
                && (value.text().equals("true") || value.text().equals("false"));
    }

    private static String wanted(Condition condition, Secrets secrets) {
        return secrets.isCredential(condition.property()) && !condition.isAboutPresence()
                ? condition.property() + ": ***"
                : secrets.inText(condition.text());
    }

    private static String shown(Condition condition, PropertyValue value, Secrets secrets) {
        if (value.isComposite()) {
            return "an object or a list"; // its members may be credentials
        }
        String start = value.text().substring(0, Math.min(value.text().length(), LONGEST_READ));
        String text = secrets.inProperty(condition.property(), start);
        return "'" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "'";
    }
}

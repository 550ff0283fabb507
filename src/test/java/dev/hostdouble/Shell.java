package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs what a document shows in a console, and compares with what it says comes out; {@code …} stands for anything. */
public final class Shell {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Pattern MEMBER = Pattern.compile("(\\w+)=\\$\\((.*) \\| jq -r '\\.(\\w+)'\\)");

    private final URI server;
    private static final Pattern SED = Pattern.compile("sed 's/([^/]*)/([^/]*)/' (\\S+) > (\\S+)");
    private static final Pattern SAVED = Pattern.compile("(.*) > (\\S+)");
    private static final Pattern COMPARED = Pattern.compile("(.*) \\| cmp - (\\S+)");

    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();

    public Shell(URI server) {
        this.server = server;
    }

    /** Runs a block of commands, each behind a dollar sign, and returns how many there were. */
    public int run(String block) throws IOException {
        int shown = 0;
        for (String exchange : block.split("(?m)^\\$ ", -1)) {
            if (!exchange.isBlank()) {
                one(exchange.strip());
                shown++;
            }
        }
        return shown;
    }

    private void one(String exchange) throws IOException {
        String command = exchange.lines().findFirst().orElseThrow();
        String expected = exchange.substring(command.length()).strip();
        Matcher assignment = Pattern.compile("(\\w+)='([^']*)'").matcher(command);
        if (assignment.matches()) {
            variables.put(assignment.group(1), assignment.group(2));
            return;
        }
        if (runsWithFile(command)) {
            assertThat(expected).isEmpty();
            return;
        }
        Matcher member = MEMBER.matcher(command);
        if (member.matches()) {
            String reply = curl(words(member.group(2)));
            variables.put(
                    member.group(1),
                    new ObjectMapper().readTree(reply).path(member.group(3)).asText());
            return;
        }
        String printed = curl(words(command)).strip();
        String pattern = Pattern.quote(expected).replace("…", "\\E.*\\Q");
        assertThat(printed).as(command).matches("(?s)" + pattern);
    }

    /** Runs a command that writes a file, or compares with one. */
    private boolean runsWithFile(String command) throws IOException {
        Matcher sed = SED.matcher(command);
        Matcher saved = SAVED.matcher(command);
        Matcher compared = COMPARED.matcher(command);
        if (sed.matches()) {
            String text = Objects.requireNonNull(files.get(sed.group(3)));
            assertThat(text).contains(sed.group(1));
            files.put(sed.group(4), text.replace(sed.group(1), sed.group(2)));
        } else if (saved.matches()) {
            files.put(saved.group(2), curl(words(saved.group(1))));
        } else if (compared.matches()) {
            assertThat(curl(words(compared.group(1)))).isEqualTo(files.get(compared.group(2)));
        } else {
            return false;
        }
        return true;
    }

    /** As much of curl as the documents use; escapes go out as they are written. */
    private String curl(List<String> words) throws IOException {
        assertThat(words.get(0)).isEqualTo("curl");
        String method = words.contains("-d") ? "POST" : "GET";
        String body = "";
        String url = "";
        StringBuilder headers = new StringBuilder();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-s", "-si" -> {}
                case "-X" -> method = words.get(++i);
                case "-d" -> body = words.get(++i);
                case "--data-binary" ->
                    body = Objects.requireNonNull(files.get(words.get(++i).substring(1)));
                case "-u" -> headers.append(basic(words.get(++i)) + "\r\n");
                case "-H" -> headers.append(words.get(++i)).append("\r\n");
                default -> url = words.get(i);
            }
        }
        if (headers.indexOf("Content-Type") < 0 && !body.isEmpty()) {
            headers.append("Content-Type: application/x-www-form-urlencoded\r\n");
        }
        if (!body.isEmpty()) {
            headers.append("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n");
        }
        String host = "127.0.0.1:8080";
        assertThat(url).startsWith("http://" + host + "/");
        String path = url.substring(("http://" + host).length());
        if (headers.indexOf("Host: ") != 0) {
            headers.insert(0, "Host: " + host + "\r\n");
        }
        String request = method + " " + path + " HTTP/1.1\r\n" + headers + "\r\n" + body;
        try (RawSocket connection = new RawSocket(server)) {
            Seen reply = connection.send(request.getBytes(StandardCharsets.UTF_8), false);
            return (words.contains("-si") ? head(reply) : "") + reply.body();
        } catch (EOFException e) {
            return "curl: (52) Empty reply from server";
        } catch (SocketException e) {
            return "curl: (56) Recv failure: Connection reset by peer";
        }
    }

    private static String basic(String login) {
        String[] parts = login.split(":", 2);
        return Credentials.basic(parts[0], parts[1]);
    }

    private List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            String single = word.group(1);
            String text = single != null ? single : word.group(2) != null ? word.group(2) : word.group(3);
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                text = single != null ? text : text.replace("$" + variable.getKey(), variable.getValue());
            }
            words.add(text);
        }
        return words;
    }

    private static String head(Seen reply) {
        return reply.statusLine() + "\n" + String.join("\n", reply.headers()) + "\n\n";
    }
}

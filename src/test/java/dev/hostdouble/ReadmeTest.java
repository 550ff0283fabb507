package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.http.RawConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs what the README shows, in its order, and compares with what it says comes out; {@code …} stands for anything. */
class ReadmeTest {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Pattern FLAG = Pattern.compile("^\\| `(--[a-z-]+)", Pattern.MULTILINE);

    private static final Pattern MEMBER = Pattern.compile("(\\w+)=\\$\\((.*) \\| jq -r '\\.(\\w+)'\\)");

    private final Map<String, String> variables = new HashMap<>();

    @Test
    void every_shown_command_prints_what_is_shown() throws Exception {
        try (Emulator emulator = Emulator.start(Settings.forTests())) {
            int shown = 0;
            for (String block : blocks("console")) {
                for (String exchange : block.split("(?m)^\\$ ", -1)) {
                    if (!exchange.isBlank()) {
                        run(exchange.strip(), emulator.url());
                        shown++;
                    }
                }
            }
            assertThat(shown).isGreaterThan(10);
        }
    }

    private void run(String exchange, URI server) throws IOException {
        String command = exchange.lines().findFirst().orElseThrow();
        String expected = exchange.substring(command.length()).strip();
        Matcher assignment = Pattern.compile("(\\w+)='([^']*)'").matcher(command);
        if (assignment.matches()) {
            variables.put(assignment.group(1), assignment.group(2));
            return;
        }
        Matcher member = MEMBER.matcher(command);
        if (member.matches()) {
            String reply = curl(words(member.group(2)), server);
            variables.put(
                    member.group(1),
                    new ObjectMapper().readTree(reply).path(member.group(3)).asText());
            return;
        }
        String printed = curl(words(command), server).strip();
        String pattern = Pattern.quote(expected).replace("…", "\\E.*\\Q");
        assertThat(printed).as(command).matches("(?s)" + pattern);
    }

    /** As much of curl as the README uses; escapes go out as they are written. */
    private static String curl(List<String> words, URI server) throws IOException {
        assertThat(words.get(0)).isEqualTo("curl");
        String method = words.contains("-d") ? "POST" : "GET";
        String body = "";
        String url = "";
        StringBuilder headers = new StringBuilder();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-s" -> {}
                case "-X" -> method = words.get(++i);
                case "-d" -> body = words.get(++i);
                case "-u" -> headers.append("Authorization: Basic " + base64(words.get(++i)) + "\r\n");
                case "-H" -> headers.append(words.get(++i)).append("\r\n");
                default -> url = words.get(i);
            }
        }
        if (headers.indexOf("Content-Type") < 0 && !body.isEmpty()) {
            headers.append("Content-Type: application/x-www-form-urlencoded\r\n");
        }
        if (!body.isEmpty()) {
            headers.append("Content-Length: " + body.length() + "\r\n");
        }
        String host = "127.0.0.1:8080";
        assertThat(url).startsWith("http://" + host + "/");
        String path = url.substring(("http://" + host).length());
        String request = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n" + body;
        try (RawConnection connection = new RawConnection(server)) {
            return connection
                    .send(request.getBytes(StandardCharsets.UTF_8), false)
                    .body();
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
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

    @Test
    void every_listed_flag_is_one() throws IOException {
        StringWriter help = new StringWriter();
        Main.run(new String[] {"--help"}, new PrintWriter(help, true), new PrintWriter(help, true));
        Matcher flags = FLAG.matcher(readme());
        List<String> listed = new ArrayList<>();
        while (flags.find()) {
            listed.add(flags.group(1));
            assertThat(help.toString()).contains(flags.group(1));
        }
        assertThat(listed).hasSizeGreaterThan(9);
    }

    @Test
    void the_test_command_is_the_one_ci_runs() throws IOException {
        String command = blocks("sh").get(blocks("sh").size() - 1).strip();
        assertThat(Files.readString(Path.of(".ci/run"))).contains(command);
    }

    private static List<String> blocks(String language) throws IOException {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(readme());
        List<String> blocks = new ArrayList<>();
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}

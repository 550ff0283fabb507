package dev.hostdouble.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of {@code docs/clients} with a test in one file.
 *
 * @param page its name
 * @param program what must be installed
 * @param language of its block of code
 * @param file what the page calls the test
 * @param story the failure, and what checks it
 * @param right the line of the client that handles the failure well
 * @param wrong what a client does that makes matters worse
 */
public record Recipe(
        String page, String program, String language, String file, Story story, String right, String wrong) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```");

    public static final List<Recipe> ALL = List.of(
            new Recipe(
                    "python.md",
                    "python3",
                    "python",
                    "test_order.py",
                    Story.ORDER,
                    "pass  #",
                    "self.call(\"/api/v1/datacenter/server\", ORDER)  #"),
            new Recipe(
                    "go.md",
                    "go",
                    "go",
                    "order_test.go",
                    Story.ORDER,
                    "// The order may",
                    "c.call(\"POST\", \"/api/v1/datacenter/server\", form, &job) // The order may"),
            new Recipe(
                    "node.md",
                    "node",
                    "js",
                    "sync.test.mjs",
                    Story.SYNC,
                    "reply = await send(); //",
                    "await this.call('PATCH', '/v2/user/image/iso'); reply = await send(); //"),
            new Recipe(
                    "php.md",
                    "php",
                    "php",
                    "snapshot_test.php",
                    Story.SNAPSHOT,
                    "$this->login();\n            $reply",
                    "$this->login();\n            $this->send('vm', ['action' => 'create_snapshot', 'id' => 456,"
                            + " 'name' => 'again', 'token' => $this->token]);\n            $reply"),
            new Recipe(
                    "java.md",
                    "java",
                    "java",
                    "SnapshotTest.java",
                    Story.SNAPSHOT,
                    "login();\n                reply",
                    "login();\n                post(\"vm\", \"action=create_snapshot&id=456&name=again&token=\""
                            + " + token);\n                reply"));

    /**
     * What the test of a page tells.
     *
     * @param scenario the failure that it switches on
     * @param rule the rule that must have applied
     * @param otherScenario another failure, which the test does not meet
     * @param otherRule its rule
     */
    public record Story(String scenario, String rule, String otherScenario, String otherRule) {
        static final Story ORDER =
                new Story("hosterapi/lost-acknowledgement", "lost", "hosterapi/dedicated-order-fails", "undelivered");
        static final Story SYNC =
                new Story("vss/session-expires", "expired", "vss/token-expires-while-paging", "expired");
        static final Story SNAPSHOT =
                new Story("hostkey/session-expires", "expired", "hostkey/mount-fails", "unmounted");

        /** A text about another failure. */
        String aboutOther(String text) {
            String other = text.replace(scenario + "/" + rule, otherScenario + "/" + otherRule)
                    .replace(scenario, otherScenario);
            assertThat(other).isNotEqualTo(text);
            return other;
        }
    }

    /** The test as the page shows it. */
    String code() throws IOException {
        return only(blocks(page, language));
    }

    /** The same, of a client that does the wrong thing after the failure. */
    String repairedWrongly() throws IOException {
        assertThat(code()).containsOnlyOnce(right);
        return code().replace(right, wrong);
    }

    /** The command that runs it: the last one on the page. */
    String command() throws IOException {
        List<String> commands = blocks(page, "sh");
        return commands.get(commands.size() - 1).strip();
    }

    /** What the page says comes out, block by block: of a success, of the failed check, and the calls. */
    List<String> outputs() throws IOException {
        return blocks(page, "");
    }

    /** The blocks of a page that are in a language. */
    static List<String> blocks(String page, String language) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs", "clients", page)));
        List<String> blocks = new ArrayList<>();
        while (block.find()) {
            if (block.group(1).equals(language)) {
                blocks.add(block.group(2));
            }
        }
        return blocks;
    }

    static String only(List<String> blocks) {
        assertThat(blocks).hasSize(1);
        return blocks.get(0);
    }

    @Override
    public String toString() {
        return page;
    }
}

package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the tables of {@code docs/control-api.md}: the rows of each subject, and their parameters. */
final class ControlApiPage {
    private static final Pattern ROWS = Pattern.compile("(?s)(<!-- rows: (\\w+) -->\n)(.*?)(<!-- end of rows -->)");

    private final JsonNode texts = new EndpointTexts().entries();
    private final List<ControlRoute> rows;

    private ControlApiPage(List<ControlRoute> rows) {
        this.rows = rows;
    }

    /** The page with its tables as the rows say. */
    static String of(String page, List<ControlRoute> rows) {
        ControlApiPage tables = new ControlApiPage(rows);
        return ROWS.matcher(page)
                .replaceAll(section -> Matcher.quoteReplacement(
                        section.group(1) + tables.subject(section.group(2)) + section.group(4)));
    }

    /** The subjects whose tables a page has. */
    static List<String> subjects(String page) {
        return ROWS.matcher(page).results().map(section -> section.group(2)).toList();
    }

    private String subject(String subject) {
        StringBuilder table = new StringBuilder("\n| endpoint | what it does | replies |\n|---|---|---|\n");
        StringBuilder parameters = new StringBuilder();
        for (ControlRoute row : rows) {
            JsonNode text = texts.path(row.name());
            if (text.path("subject").asText().equals(subject)) {
                table.append("| `")
                        .append(shown(row))
                        .append("` | ")
                        .append(text.path("does").asText())
                        .append(" | ")
                        .append(replies(text))
                        .append(" |\n");
                row.parameters().forEach(known -> parameters.append(parameter(row, known)));
            }
        }
        if (parameters.length() > 0) {
            table.append("\n| parameter | of | what it says |\n|---|---|---|\n").append(parameters);
        }
        return table.append('\n').toString();
    }

    private static String shown(ControlRoute row) {
        String path = row.path().text();
        return row.method() + " " + (path.equals("/") ? Control.BASE : path.substring(1));
    }

    private static String replies(JsonNode text) {
        List<String> replies = new ArrayList<>();
        for (Map.Entry<String, JsonNode> reply : text.path("replies").properties()) {
            replies.add(reply.getKey() + " " + reply.getValue().path("is").asText());
        }
        text.path("errors")
                .properties()
                .forEach(error ->
                        replies.add(error.getKey() + " " + error.getValue().asText()));
        return String.join("<br>", replies);
    }

    private static String parameter(ControlRoute row, QueryParam known) {
        String limits = known.most() == null || known.otherwise() == null
                ? ""
                : " Up to " + known.most() + ", by default " + known.otherwise() + ".";
        String words = known.words().isEmpty() || known.otherwise() != null
                ? ""
                : " "
                        + String.join(
                                ", ",
                                known.words().stream()
                                        .map(word -> "`" + word + "`")
                                        .toList()) + ".";
        return "| `" + known.name() + "` | `" + shown(row) + "` | " + known.meaning() + words + limits + " |\n";
    }
}

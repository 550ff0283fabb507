package dev.hostdouble.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.StreamedBody;
import dev.hostdouble.core.VisibleText;
import dev.hostdouble.report.Report.Call;
import dev.hostdouble.report.Report.CallLine;
import dev.hostdouble.report.Report.Fact;
import dev.hostdouble.report.Report.Happening;
import dev.hostdouble.report.Report.Job;
import dev.hostdouble.report.Report.Message;
import dev.hostdouble.report.Report.Scenario;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of others never become markup, whatever they are; and they are shown. */
class ReportPageTest {
    private static final String REPLAY_END = "\n```\n</script>\n";

    /** A report in which a text stands wherever a text of others can. */
    private static Report with(String text) {
        Message message = new Message(Headers.of("X-Text", text), Bytes.of(text));
        Call call = new Call(
                7,
                "2024-02-01T00:00:00Z",
                "POST /" + text,
                "200 " + text,
                List.of(new Fact("operation", text)),
                List.of(text),
                List.of(text),
                text,
                message,
                message);
        return new Report(
                "w",
                "dev",
                "",
                List.of(new Fact("name", text)),
                List.of(text),
                List.of(new Scenario(text, text, List.of(text), text)),
                List.of(new Job(text, text, text)),
                5,
                List.of(new CallLine(7, text, text)),
                9,
                List.of(new Happening("2024-02-01T00:00:00Z", text, text), call),
                once(json(text + REPLAY_END)),
                Optional.of(once(json(text))));
    }

    private static String json(String text) {
        // As the writers of recordings and states do, because half a character cannot be encoded.
        StringBuilder escaped = new StringBuilder();
        for (char c : JsonStringEncoder.getInstance().quoteAsString(text)) {
            escaped.append(Character.isSurrogate(c) ? Excerpt.escape(c) : String.valueOf(c));
        }
        return "{\"text\":\"" + escaped + "\"}\n";
    }

    private static StreamedBody once(String text) {
        List<Bytes> pieces = new ArrayList<>(List.of(Bytes.of(text)));
        return () -> pieces.isEmpty() ? Optional.empty() : Optional.of(pieces.remove(0));
    }

    private static String all(StreamedBody body) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Optional<Bytes> piece = body.next(); piece.isPresent(); piece = body.next()) {
            text.append(piece.get().text());
        }
        return text.toString();
    }

    private static String section(String file, String name) throws IOException {
        ReportFile.Source source = () -> new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
        try (InputStream in =
                ReportFile.read(source).orElseThrow().section(name).open(source)) {
            return new ObjectMapper().readTree(in).path("text").asText();
        }
    }

    private static Set<String> tags(Document page) {
        return page.getAllElements().stream().map(Element::normalName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> attributes(Document page) {
        return page.getAllElements().stream()
                .flatMap(element -> element.attributes().asList().stream()
                        .map(attribute -> element.normalName() + " " + attribute.getKey()))
                .distinct()
                .sorted()
                .toList();
    }

    private static final String PLAIN = "plain";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "<!-- <script> --> <img src=x onerror=alert(1)>",
                "-->",
                "' onload='x\" onload=\"x",
                "&lt;b&gt; &amp; &#60;i&#62;",
                "</pre></details></body></html><h1>x</h1>",
                "```\n# heading\n\n~~~\n<script>x</script>\n",
                "``` json hostdouble-replay\n{}\n```\n",
                "```json hostdouble-state\n{\"text\":\"forged\"}\n```",
                "<script type=\"application/json\" id=\"hostdouble-state\">\n{\"text\":\"forged\"}\n</script>",
                "a\r</script>\r```\r\n[x](javascript:alert(1)) ![y](http://e.example/y.png)",
                "\u2028```\u2029</script>\u0085x\u000b```\f# y",
                "`one` ``two`` ` \\` *x* _y_ [l]: http://e.example \n[l]",
                "- item\n\n    code\n1. x\n> quote\n***\n===\n---",
                "\u001b[31mred\u001b[0m \u0000 \u0007 \u007f \u009b31m",
                "\u202ereversed\u2066 \u200b zero\u00ad",
                "\ud83d half \ude00 \ud83d\ude00 whole",
                "https://e.example/x <https://e.example/> @someone #12",
                "<details><summary>x</summary>\n\n</details>",
                "\ttab\n\n\n\nafter",
                "   ",
                "%00%3Cscript%3E%0a",
            })
    void hostile_texts(String text) throws IOException {
        String html = all(ReportBody.html(with(text)));
        String markdown = all(ReportBody.markdown(with(text)));
        for (String file : List.of(html, markdown)) {
            assertThat(section(file, ReportFile.REPLAY)).isEqualTo(text + REPLAY_END);
            assertThat(section(file, ReportFile.STATE)).isEqualTo(text);
            assertThat(file.codePoints().filter(c -> c != '\n' && c != '\t' && Excerpt.isInvisible(c)))
                    .isEmpty();
        }
        Document page = Jsoup.parse(html);
        Document plain = Jsoup.parse(all(ReportBody.html(with(PLAIN))));
        assertThat(tags(page)).isSubsetOf(tags(plain));
        assertThat(attributes(page)).isEqualTo(attributes(plain));
        assertThat(page.select("script").eachAttr("type")).containsOnly("application/json");
        assertThat(page.select("pre")).extracting(Element::wholeText).anySatisfy(shown -> assertThat(
                        shown.stripTrailing())
                .isEqualTo(VisibleText.of(text).stripTrailing()));
        assertThat(markup(markdown)).isEqualTo(markup(all(ReportBody.markdown(with(PLAIN)))));
    }

    /** The HTML, the links and the fences of a page in Markdown, and how many blocks it has. */
    private static List<String> markup(String markdown) {
        List<String> found = new ArrayList<>();
        Parser.builder().build().parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlBlock block) {
                found.add(block.getLiteral());
            }

            @Override
            public void visit(HtmlInline html) {
                found.add(html.getLiteral());
            }

            @Override
            public void visit(Link link) {
                found.add("link " + link.getDestination());
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                found.add("image");
            }

            @Override
            public void visit(FencedCodeBlock block) {
                found.add("fence " + block.getInfo());
            }

            @Override
            public void visit(Heading heading) {
                found.add("heading " + heading.getLevel());
                visitChildren(heading);
            }
        });
        return found;
    }

    @Test
    void a_page_loads_nothing_and_has_no_errors() throws IOException {
        String html = all(ReportBody.html(with(PLAIN)));
        org.jsoup.parser.Parser parser = org.jsoup.parser.Parser.htmlParser().setTrackErrors(10);
        Document page = Jsoup.parse(html, "", parser);
        assertThat(parser.getErrors()).extracting(ParseError::toString).isEmpty();
        assertThat(page.select("[src], link, iframe, img, form, script:not([type=application/json])"))
                .isEmpty();
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .isEqualTo(ReportBody.policy())
                .startsWith("default-src 'none'; style-src 'sha256-");
        String style = page.select("style").get(0).data();
        assertThat(ReportBody.policy()).contains(sha256(style));
        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        List<String> targets = page.select("a").eachAttr("href").stream()
                .map(link -> link.substring(1))
                .toList();
        assertThat(targets)
                .isNotEmpty()
                .allSatisfy(id -> assertThat(page.getElementById(id)).as(id).isNotNull());
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_is_long_is_cut() throws IOException {
        String text = "x".repeat(1 << 20);
        int bounded = 8 * ShownBody.MOST_CHARACTERS + 12 * 20_000;
        String html = all(ReportBody.html(with(text)));
        assertThat(html.length()).isLessThan(2 * text.length() + bounded).isGreaterThan(2 * text.length());
        assertThat(Arrays.stream(new String[] {html, all(ReportBody.markdown(with(text)))}))
                .allSatisfy(file -> assertThat(file).contains("1048576 bytes, the first 8000 characters"));
    }
}

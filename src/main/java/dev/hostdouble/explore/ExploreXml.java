package dev.hostdouble.explore;

import dev.hostdouble.core.VisibleText;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An exploration as a JUnit report: a test case for each trial. One that shows a bug has failed, and one whose fault changed
 * nothing is skipped.
 */
public final class ExploreXml {
    private final Exploration exploration;
    private final XMLStreamWriter xml;

    private ExploreXml(Exploration exploration, XMLStreamWriter xml) {
        this.exploration = exploration;
        this.xml = xml;
    }

    /** The report in UTF-8, as text. */
    public static String of(Exploration exploration) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new ExploreXml(exploration, xml).write();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private void write() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        begin("testsuites");
        counts();
        begin("testsuite");
        counts();
        for (TrialResult result : exploration.results()) {
            testCase(result);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private void begin(String element) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
    }

    private void counts() throws XMLStreamException {
        attribute("name", "hostdouble explore");
        attribute("tests", String.valueOf(exploration.results().size()));
        attribute(
                "failures",
                String.valueOf(exploration.results().stream()
                        .filter(result -> result.verdict().isFinding())
                        .count()));
        attribute("errors", "0");
        attribute("skipped", String.valueOf(exploration.count(Verdict.NO_EFFECT)));
        attribute("time", seconds(exploration.took()));
    }

    private void testCase(TrialResult result) throws XMLStreamException {
        begin("testcase");
        attribute("classname", "hostdouble.explore." + Wording.operation(result.trial()));
        attribute("name", result.trial().name());
        attribute("time", seconds(result.exit().took()));
        if (result.verdict().isFinding()) {
            xml.writeStartElement("failure");
            attribute("type", result.verdict().word());
            attribute("message", Wording.sentence(result.what()));
            // Not in the attribute, where a line break is a blank to readers.
            xml.writeCharacters(VisibleText.of(details(result)));
            xml.writeEndElement();
        } else if (result.verdict() == Verdict.NO_EFFECT) {
            xml.writeStartElement("skipped");
            attribute("message", Wording.sentence(result.what()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private String details(TrialResult result) {
        StringBuilder text = new StringBuilder(Wording.sentence(result.what())).append('\n');
        if (!result.advice().isEmpty()) {
            text.append(result.advice()).append('\n');
        }
        if (!result.also().isEmpty()) {
            text.append("Also: ")
                    .append(result.also().stream().map(Verdict::word).collect(Collectors.joining(", ")))
                    .append('\n');
        }
        if (!result.money().isEmpty()) {
            text.append("Cost beyond the undisturbed run: ")
                    .append(String.join(", ", result.money()))
                    .append('\n');
        }
        text.append("Client: ").append(result.exit().text()).append("\n\nTry it again:\n");
        text.append(Repetition.explore(exploration, result.trial())).append("\n\nScenario:\n");
        text.append(result.scenario());
        String output = ClientOutput.of(result.exit());
        return output.isEmpty()
                ? text.toString()
                : text.append("\nThe end of the output of the client:\n")
                        .append(output)
                        .append('\n')
                        .toString();
    }

    /** Characters that XML forbids are not visible either. */
    private void attribute(String name, String text) throws XMLStreamException {
        xml.writeAttribute(name, VisibleText.of(text));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }
}

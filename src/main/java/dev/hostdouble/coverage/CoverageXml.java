package dev.hostdouble.coverage;

import dev.hostdouble.coverage.Coverage.AnswerCoverage;
import dev.hostdouble.coverage.Coverage.OperationCoverage;
import java.io.StringWriter;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Coverage as a JUnit report: a test case for each documented answer of the used operations, skipped if it was never met.
 * Skipped and not failed, because a build that may fail says so with {@code --min}.
 */
public final class CoverageXml {
    private static final String NO_TIME = "0";

    private CoverageXml() {}

    /** The report in UTF-8, as text. */
    public static String of(Coverage coverage) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            String suite = "hostdouble coverage of "
                    + coverage.world().map(world -> "world " + world).orElse("all worlds");
            counts(xml, suite, coverage);
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            counts(xml, suite, coverage);
            for (OperationCoverage operation : coverage.operations()) {
                for (AnswerCoverage answer : operation.answers()) {
                    testCase(xml, operation.operation(), answer);
                }
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void counts(XMLStreamWriter xml, String name, Coverage coverage) throws XMLStreamException {
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", String.valueOf(coverage.documented()));
        xml.writeAttribute("failures", "0");
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", String.valueOf(coverage.documented() - coverage.met()));
        xml.writeAttribute("time", NO_TIME);
    }

    private static void testCase(XMLStreamWriter xml, String operation, AnswerCoverage answer)
            throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", operation);
        xml.writeAttribute("name", answer.answer());
        xml.writeAttribute("time", NO_TIME);
        if (!answer.isMet()) {
            // In an attribute, a line break is a blank to readers.
            Optional<String> command = answer.command().map(lines -> lines.replace("\n", "; "));
            xml.writeStartElement("skipped");
            xml.writeAttribute(
                    "message", "never met" + command.map(line -> ": " + line).orElse(""));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}

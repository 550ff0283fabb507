package dev.hostdouble.coverage;

import dev.hostdouble.coverage.Coverage.AnswerCoverage;
import dev.hostdouble.coverage.Coverage.OperationCoverage;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Coverage as a JUnit report: a test case for each documented answer of the used operations, skipped if it was never met. The
 * message of a skipped one says why, and its text is the command that brings the answer about.
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
            xml.writeStartElement("skipped");
            xml.writeAttribute("message", reason(answer));
            // Not in the attribute, where a line break is a blank to readers.
            if (answer.command().isPresent()) {
                xml.writeCharacters(answer.command().get());
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String reason(AnswerCoverage answer) {
        List<String> reasons = CoverageTable.notMet(answer.times());
        return reasons.isEmpty() ? "never met" : "not met: " + String.join(", ", reasons);
    }
}

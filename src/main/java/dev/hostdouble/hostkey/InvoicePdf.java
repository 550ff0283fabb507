package dev.hostdouble.hostkey;

import dev.hostdouble.hostkey.InvoiceDao.Invoice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** An invoice as a PDF of one page: the least that readers of PDF take. */
final class InvoicePdf {
    private InvoicePdf() {}

    static byte[] of(Invoice invoice) {
        String page = text(
                        750,
                        "Invoice " + invoice.id() + " of " + InvoiceJson.day(invoice.createdAt()) + ": "
                                + Money.text(invoice.total()) + " " + invoice.currency() + ", "
                                + invoice.status().word())
                + text(720, invoice.description());
        List<String> objects = List.of(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                "<</Length " + page.length() + ">>stream\n" + page + "endstream",
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        List<Integer> places = new ArrayList<>();
        for (String object : objects) {
            places.add(pdf.length());
            pdf.append(places.size()).append(" 0 obj\n").append(object).append("\nendobj\n");
        }
        int table = pdf.length();
        int count = objects.size() + 1;
        pdf.append("xref\n0 ").append(count).append("\n0000000000 65535 f \n");
        places.forEach(place -> pdf.append(String.format(Locale.ROOT, "%010d 00000 n \n", place)));
        pdf.append("trailer<</Size ").append(count).append("/Root 1 0 R>>\nstartxref\n");
        pdf.append(table).append("\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(int height, String text) {
        return "BT/F 12 Tf 50 " + height + " Td(" + escaped(text) + ")Tj ET\n";
    }

    /** Characters beyond ASCII are question marks, so that each is one byte. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        IntStream characters = text.codePoints();
        characters.forEach(character -> {
            if (character == '(' || character == ')' || character == '\\') {
                escaped.append('\\');
            }
            escaped.append(character < ' ' || character > '~' ? '?' : (char) character);
        });
        return escaped.toString();
    }
}

package dev.hostdouble.control;

import dev.hostdouble.control.IndexControl.Endpoint;
import dev.hostdouble.control.IndexControl.Index;
import java.util.regex.Pattern;

/** The index as a page without scripts. What can be read by a link is one. */
final class IndexPage {
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private IndexPage() {}

    static String html(Index index) {
        StringBuilder page = new StringBuilder();
        page.append(
                        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Hostdouble: control API</title>\n")
                .append("<style>body{font-family:sans-serif}td{padding:.1em .6em;vertical-align:top}</style></head>\n")
                .append("<body><h1>Hostdouble ")
                .append(escaped(index.version()))
                .append("</h1>\n<p>The control API of the world <code>")
                .append(escaped(index.world()))
                .append("</code>. <a href=\"")
                .append(escaped(index.console()))
                .append("\">Open the console</a>.</p>\n<table>\n");
        index.endpoints().forEach(endpoint -> page.append(row(endpoint)));
        return page.append("</table></body></html>\n").toString();
    }

    private static String row(Endpoint endpoint) {
        String path = escaped(endpoint.path());
        boolean isLink = endpoint.method().equals("GET") && !path.contains("{");
        return "<tr><td>" + endpoint.method() + "</td><td>"
                + (isLink ? "<a href=\"" + path + "\">" + path + "</a>" : path) + "</td><td>"
                + CODE.matcher(escaped(endpoint.description())).replaceAll("<code>$1</code>") + "</td></tr>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

package dev.hostdouble.http;

import dev.hostdouble.core.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Writes replies with standard reason phrases, or with that of a reply. Jetty itself sends "Server Error" for 500 and does
 * not let a handler choose the phrase.
 */
final class StatusPhrases extends HttpGenerator {
    /** An internal header that carries the reply's reason phrase to the generator; it is never sent. */
    private static final String REASON = "Hostdouble-Reason";

    private static final int SERVER_ERROR = 500;
    private static final String SERVER_ERROR_PHRASE = "Internal Server Error";

    /** Sets the reason phrase of a reply, if it has one that Jetty would not send by itself. */
    static void setPhrase(HttpFields.Mutable fields, Reply reply) {
        boolean isUsual =
                reply.status() != SERVER_ERROR && reply.reason().equals(HttpStatus.getMessage(reply.status()));
        if (!reply.reason().isEmpty() && !isUsual) {
            fields.add(new HttpField(REASON, reply.reason()));
        }
    }

    @Override
    public Result generateResponse(
            MetaData.@Nullable Response reply,
            boolean head,
            ByteBuffer header,
            ByteBuffer chunk,
            ByteBuffer content,
            boolean last)
            throws IOException {
        return super.generateResponse(withPhrase(reply), head, header, chunk, content, last);
    }

    private static MetaData.@Nullable Response withPhrase(MetaData.@Nullable Response reply) {
        if (reply == null) {
            return null;
        }
        String phrase = reply.getHttpFields().get(REASON);
        if (phrase == null && reply.getStatus() != SERVER_ERROR) {
            return reply;
        }
        return new MetaData.Response(
                reply.getStatus(),
                phrase == null ? SERVER_ERROR_PHRASE : phrase,
                reply.getHttpVersion(),
                phrase == null
                        ? reply.getHttpFields()
                        : HttpFields.build(reply.getHttpFields()).remove(REASON),
                reply.getContentLength(),
                reply.getTrailersSupplier());
    }
}

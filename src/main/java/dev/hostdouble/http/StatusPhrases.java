package dev.hostdouble.http;

import dev.hostdouble.core.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Creates connections with standard reason phrases, or with that of a reply. Jetty itself sends "Server Error" for 500
 * and does not let a handler choose the phrase.
 */
final class StatusPhrases extends HttpConnectionFactory {
    /** An internal header that carries the reply's reason phrase to the generator; it is never sent. */
    private static final String REASON = "Hostdouble-Reason";

    private static final int SERVER_ERROR = 500;
    private static final String SERVER_ERROR_PHRASE = "Internal Server Error";

    StatusPhrases(HttpConfiguration configuration) {
        super(configuration);
    }

    /** Sets the reason phrase of a reply, if it has one. */
    static void setPhrase(HttpFields.Mutable fields, Reply reply) {
        if (!reply.reason().isEmpty()) {
            fields.add(new HttpField(REASON, reply.reason()));
        }
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return configure(new Phrased(getHttpConfiguration(), connector, endPoint), connector, endPoint);
    }

    /** Returns the target of the last request of a connection, as sent; the empty string if unknown. */
    static String target(Connection connection) {
        return connection instanceof Phrased phrased ? phrased.target : "";
    }

    private static final class Phrased extends HttpConnection {
        // Jetty does not keep a target that it cannot parse, but the target tells which provider formats the error.
        private String target = "";

        Phrased(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
            super(configuration, connector, endPoint);
        }

        @Override
        protected HttpGenerator newHttpGenerator() {
            return new Generator();
        }

        @Override
        protected RequestHandler newRequestHandler() {
            return new RequestHandler() {
                @Override
                public void startRequest(String method, String uri, HttpVersion version) {
                    target = uri;
                    super.startRequest(method, uri, version);
                }
            };
        }
    }

    private static final class Generator extends HttpGenerator {
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
}

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
 * Connections whose status lines have the usual phrases, or a reply's own: Jetty alone says "Server Error" for 500, and
 * lets nobody choose another.
 */
final class StatusPhrases extends HttpConnectionFactory {
    /** Carries a reply's own phrase to where the status line is written; it is never sent. */
    private static final String REASON = "Hostdouble-Reason";

    private static final int BROKEN = 500;
    private static final String BROKEN_PHRASE = "Internal Server Error";

    StatusPhrases(HttpConfiguration configuration) {
        super(configuration);
    }

    /** Gives a reply its own phrase, if it has one. */
    static void phrase(HttpFields.Mutable fields, Reply reply) {
        if (!reply.reason().isEmpty()) {
            fields.add(new HttpField(REASON, reply.reason()));
        }
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return configure(new Phrased(getHttpConfiguration(), connector, endPoint), connector, endPoint);
    }

    /** The target of the last request of a connection, as sent; empty if unknown. */
    static String target(Connection connection) {
        return connection instanceof Phrased phrased ? phrased.target : "";
    }

    private static final class Phrased extends HttpConnection {
        // Of a target that cannot be parsed Jetty keeps nothing, and yet it says whose error it is.
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
            return super.generateResponse(phrased(reply), head, header, chunk, content, last);
        }

        private static MetaData.@Nullable Response phrased(MetaData.@Nullable Response reply) {
            if (reply == null) {
                return null;
            }
            String own = reply.getHttpFields().get(REASON);
            if (own == null && reply.getStatus() != BROKEN) {
                return reply;
            }
            return new MetaData.Response(
                    reply.getStatus(),
                    own == null ? BROKEN_PHRASE : own,
                    reply.getHttpVersion(),
                    own == null
                            ? reply.getHttpFields()
                            : HttpFields.build(reply.getHttpFields()).remove(REASON),
                    reply.getContentLength(),
                    reply.getTrailersSupplier());
        }
    }
}

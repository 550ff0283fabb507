package dev.hostdouble.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/** Connections whose status lines have the usual phrases: Jetty alone says "Server Error" for 500. */
final class StatusPhrases extends HttpConnectionFactory {
    private static final int BROKEN = 500;
    private static final String BROKEN_PHRASE = "Internal Server Error";

    StatusPhrases(HttpConfiguration configuration) {
        super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        HttpConnection connection = new HttpConnection(getHttpConfiguration(), connector, endPoint) {
            @Override
            protected HttpGenerator newHttpGenerator() {
                return new Generator();
            }
        };
        return configure(connection, connector, endPoint);
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
            return reply == null || reply.getStatus() != BROKEN
                    ? reply
                    : new MetaData.Response(
                            BROKEN,
                            BROKEN_PHRASE,
                            reply.getHttpVersion(),
                            reply.getHttpFields(),
                            reply.getContentLength(),
                            reply.getTrailersSupplier());
        }
    }
}

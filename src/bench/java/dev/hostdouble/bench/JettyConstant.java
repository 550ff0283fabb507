package dev.hostdouble.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Jetty alone with recorded bytes: its handler runs on the thread that has read the request. */
public final class JettyConstant extends Handler.Abstract.NonBlocking {
    private final Map<String, Reply> replies;

    private record Reply(Map<String, String> headers, ByteBuffer body) {}

    private JettyConstant(Map<String, Reply> replies) {
        this.replies = replies;
    }

    /** Arguments: the port, and the folder of the replies. */
    public static void main(String[] args) throws Exception {
        Map<String, Reply> replies = Stub.readAll(Path.of(args[1])).stream()
                .collect(Collectors.toMap(
                        stub -> stub.method() + stub.path(),
                        stub -> new Reply(stub.headers(), ByteBuffer.wrap(stub.bytes()))));
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[0]));
        server.addConnector(connector);
        server.setHandler(new JettyConstant(replies));
        server.start();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply = replies.get(request.getMethod() + request.getHttpURI().getPath());
        if (reply == null) {
            return false;
        }
        reply.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().remaining());
        response.write(true, reply.body().duplicate(), callback);
        return true;
    }
}

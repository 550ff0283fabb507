package dev.hostdouble.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A connection that sends any bytes, also those no client library would, and reads whole replies. */
public final class RawSocket implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;

    public RawSocket(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    /** One reply: the status line, the header lines as sent, and the body. */
    public record RawReply(String statusLine, List<String> headers, String body) {
        public int status() {
            return Integer.parseInt(statusLine.split(" ", -1)[1]);
        }

        /** The value of the first header of that name, or the empty string. */
        public String header(String name) {
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Sends text, each character one byte, and reads the reply to it. */
    public RawReply send(String latin1) throws IOException {
        return send(latin1.getBytes(StandardCharsets.ISO_8859_1), latin1.startsWith("HEAD "));
    }

    /** Sends bytes and reads the reply to them. */
    public RawReply send(byte[] request, boolean bodyless) throws IOException {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        InputStream in = socket.getInputStream();
        List<String> head = head(in);
        RawReply reply = new RawReply(head.get(0), head.subList(1, head.size()), "");
        String length = reply.header("Content-Length");
        if (bodyless || length.isEmpty()) {
            return reply;
        }
        byte[] body = in.readNBytes(Integer.parseInt(length));
        return new RawReply(reply.statusLine(), reply.headers(), new String(body, StandardCharsets.UTF_8));
    }

    private static List<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the server closed after: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1).strip().lines().toList();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

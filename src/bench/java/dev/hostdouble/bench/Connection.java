package dev.hostdouble.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One kept connection: sends the same bytes again and again, and knows when a reply is whole. */
final class Connection implements AutoCloseable {
    private static final int REPLY_BYTES = 1 << 20;
    private static final String LENGTH = "\r\ncontent-length: ";

    private final SocketChannel channel;
    private final ByteBuffer reply = ByteBuffer.allocate(REPLY_BYTES);
    private int bodyStart;
    private int end;

    Connection(int port) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    SocketChannel channel() {
        return channel;
    }

    /** Sends a request; small enough to fit into the socket's buffer at once. */
    void send(byte[] request) throws IOException {
        reply.clear();
        bodyStart = 0;
        ByteBuffer bytes = ByteBuffer.wrap(request);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Reads what is there; whether the reply is whole now. */
    boolean receive() throws IOException {
        if (channel.read(reply) < 0) {
            throw new IOException("the server closed the connection");
        }
        if (bodyStart == 0) {
            bodyStart = endOfHead();
            if (bodyStart == 0) {
                return false;
            }
            end = bodyStart + contentLength();
        }
        return reply.position() >= end;
    }

    private int endOfHead() {
        byte[] bytes = reply.array();
        for (int i = 3; i < reply.position(); i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return 0;
    }

    private int contentLength() throws IOException {
        byte[] bytes = reply.array();
        for (int i = 0; i + LENGTH.length() < bodyStart; i++) {
            if (isLengthAt(i)) {
                int length = 0;
                for (int digit = i + LENGTH.length(); bytes[digit] != '\r'; digit++) {
                    length = length * 10 + bytes[digit] - '0';
                }
                return length;
            }
        }
        throw new IOException("a reply without Content-Length: " + text(0, bodyStart));
    }

    private boolean isLengthAt(int start) {
        for (int i = 0; i < LENGTH.length(); i++) {
            byte at = reply.get(start + i);
            if ((at >= 'A' && at <= 'Z' ? at + 32 : at) != LENGTH.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Sends a request and waits for its reply, on a blocking channel; its body. */
    String call(String method, String path, String body) throws IOException {
        send(request(method, path, body));
        while (!receive()) {
            // the rest is on its way
        }
        requireSuccess();
        return text(bodyStart, end);
    }

    /** Throws unless the status is 2xx: an error is no measurement. */
    void requireSuccess() throws IOException {
        if (reply.get("HTTP/1.1 ".length()) != '2') {
            throw new IOException("no success: " + text(0, reply.position()));
        }
    }

    private String text(int from, int to) {
        return new String(reply.array(), from, to - from, StandardCharsets.UTF_8);
    }

    /** A request with the token of the shipped start state. */
    static byte[] request(String method, String path, String body) {
        String type = body.isEmpty() ? "" : "Content-Type: application/json\r\n";
        String text = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
                + "Authorization: Bearer 1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6\r\n" + type + "Content-Length: "
                + body.length() + "\r\n\r\n" + body;
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

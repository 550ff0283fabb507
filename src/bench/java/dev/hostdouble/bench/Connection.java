package dev.hostdouble.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One kept connection: sends the same bytes again and again, and knows when a reply is whole. */
final class Connection implements AutoCloseable {
    private static final int REPLY_BYTES = 16 << 10;
    private static final String LENGTH = "\r\ncontent-length: ";
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private ByteBuffer reply;
    private int bodyStart;
    private int end;

    Connection(int port) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        reply = ByteBuffer.allocate(REPLY_BYTES);
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
        if (!reply.hasRemaining()) {
            reply = ByteBuffer.allocate(2 * reply.capacity()).put(reply.flip());
        }
        if (channel.read(reply) < 0) {
            throw new IOException("the server closed the connection");
        }
        if (bodyStart == 0) {
            bodyStart = endOfHead();
            if (bodyStart == 0) {
                return false;
            }
            end = bodyEnd();
        }
        return end > 0 ? reply.position() >= end : endsWithLastChunk();
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

    /** Where the body ends; 0 if its chunks say so. */
    private int bodyEnd() {
        byte[] bytes = reply.array();
        for (int i = 0; i + LENGTH.length() < bodyStart; i++) {
            if (isLengthAt(i)) {
                int length = 0;
                for (int digit = i + LENGTH.length(); bytes[digit] != '\r'; digit++) {
                    length = length * 10 + bytes[digit] - '0';
                }
                return bodyStart + length;
            }
        }
        return 0;
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

    private boolean endsWithLastChunk() {
        int from = reply.position() - LAST_CHUNK.length;
        return from >= bodyStart - 2
                && Arrays.equals(LAST_CHUNK, 0, LAST_CHUNK.length, reply.array(), from, reply.position());
    }

    /** Sends a request and waits for its reply, on a blocking channel; its body. */
    String call(Call call) throws IOException {
        return call(call.bytes());
    }

    String call(byte[] request) throws IOException {
        send(request);
        while (!receive()) {
            // the rest is on its way
        }
        requireSuccess();
        return text(bodyStart, end > 0 ? end : reply.position());
    }

    /** Throws unless the status is 200: an error is no measurement. */
    void requireSuccess() throws IOException {
        int status = "HTTP/1.1 ".length();
        if (reply.get(status) != '2' || reply.get(status + 1) != '0' || reply.get(status + 2) > '1') {
            throw new IOException("a reply other than 200 or 201: " + text(0, reply.position()));
        }
    }

    /** The head of the last reply. */
    String head() {
        return text(0, bodyStart);
    }

    private String text(int from, int to) {
        return new String(reply.array(), from, to - from, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

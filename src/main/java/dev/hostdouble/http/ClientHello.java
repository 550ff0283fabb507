package dev.hostdouble.http;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The first message of a TLS client, as far as it has come (RFC 8446, 4.1.2).
 *
 * @param kind what the bytes are
 * @param serverName the host that the client asks for
 */
record ClientHello(Kind kind, Optional<String> serverName) {
    private static final int RECORD_HEAD = 5;
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int MOST_BYTES = 16 << 10;
    private static final int VERSION_AND_RANDOM = 2 + 32;
    private static final int SERVER_NAME = 0;

    /** What the bytes are. */
    enum Kind {
        /** The beginning of a message. */
        PARTIAL,
        /** The whole message; or so much that is wrong with it that TLS must answer it. */
        WHOLE,
        /** No TLS. */
        FOREIGN
    }

    /** Reads what has come: from the position to the limit, which stay as they are. */
    static ClientHello read(ByteBuffer bytes) {
        ByteBuffer in = bytes.slice();
        if (!in.hasRemaining()) {
            return new ClientHello(Kind.PARTIAL, Optional.empty());
        }
        if (in.get(0) != HANDSHAKE || (in.limit() > 1 && in.get(1) != 3)) {
            return new ClientHello(Kind.FOREIGN, Optional.empty());
        }
        ByteBuffer message = ByteBuffer.allocate(in.limit());
        while (in.remaining() >= RECORD_HEAD && in.get(in.position()) == HANDSHAKE) {
            int length = Short.toUnsignedInt(in.getShort(in.position() + RECORD_HEAD - 2));
            in.position(in.position() + RECORD_HEAD);
            int part = Math.min(length, in.remaining());
            message.put(in.slice().limit(part));
            in.position(in.position() + part);
        }
        message.flip();
        int wanted = message.limit() < 4 ? MOST_BYTES : 4 + (message.getInt(0) & 0xffffff);
        boolean isWhole = message.limit() >= wanted || in.limit() >= MOST_BYTES;
        return isWhole
                ? new ClientHello(Kind.WHOLE, serverName(message))
                : new ClientHello(Kind.PARTIAL, Optional.empty());
    }

    private static Optional<String> serverName(ByteBuffer message) {
        try {
            if ((message.getInt() >>> 24) != CLIENT_HELLO) {
                return Optional.empty();
            }
            skip(message, VERSION_AND_RANDOM);
            skip(message, Byte.toUnsignedInt(message.get())); // the session
            skip(message, Short.toUnsignedInt(message.getShort())); // the cipher suites
            skip(message, Byte.toUnsignedInt(message.get())); // the compressions
            int end = Short.toUnsignedInt(message.getShort()) + message.position();
            while (message.position() < end) {
                int type = Short.toUnsignedInt(message.getShort());
                int length = Short.toUnsignedInt(message.getShort());
                if (type == SERVER_NAME) {
                    skip(message, 2 + 1); // the length of the list, and the type of its first name: a host
                    byte[] name = new byte[Short.toUnsignedInt(message.getShort())];
                    message.get(name);
                    return Optional.of(new String(name, StandardCharsets.US_ASCII));
                }
                skip(message, length);
            }
            return Optional.empty();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty(); // TLS refuses it
        }
    }

    private static void skip(ByteBuffer in, int bytes) {
        in.position(in.position() + bytes);
    }
}

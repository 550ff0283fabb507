package dev.hostdouble.garbage;

import dev.hostdouble.core.Bytes;
import java.nio.charset.StandardCharsets;

/** A request of bytes that may be nonsense. */
record Garbage(String method, String target, String headers, Bytes body) {
    static final String WORLD = "garbage";

    byte[] request() {
        String head = method + " " + target + " HTTP/1.1\r\nHost: x\r\nEmulator-World: " + WORLD + "\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length()];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body.array(), 0, all, start.length, body.length());
        return all;
    }

    @Override
    public String toString() {
        return new String(request(), StandardCharsets.ISO_8859_1);
    }
}

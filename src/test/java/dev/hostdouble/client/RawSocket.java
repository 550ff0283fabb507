package dev.hostdouble.client;

import dev.hostdouble.client.Seen.End;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection that sends any bytes, even those no client library would send. */
public final class RawSocket implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final String BLANK = "\r\n\r\n";

    private final Socket socket;
    private final InputStream in;

    public RawSocket(URI server) throws IOException {
        this(server.getHost(), server.getPort());
    }

    private RawSocket(String host, int port) throws IOException {
        this(new Socket(host, port));
    }

    /** Over a connection that is open, perhaps one of TLS. */
    public RawSocket(Socket open) throws IOException {
        socket = open;
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        timeout(TIMEOUT_MILLIS);
    }

    /** A connection to a server on this host. */
    public static RawSocket local(int port) throws IOException {
        return new RawSocket("127.0.0.1", port);
    }

    /** Sets how long a read waits. */
    public void timeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** Makes {@link #close} reset the connection instead of closing it in an orderly way. */
    public void resetOnClose() throws IOException {
        socket.setSoLinger(true, 0);
    }

    /** Says that nothing more will be sent; the reply can still be read. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Sends text, each character one byte. */
    public void write(String latin1) throws IOException {
        write(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Reads that many bytes, each as one character; fewer if the connection ends before. */
    public String read(int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    /** How many bytes have come and can be read without waiting. */
    public int available() throws IOException {
        return in.available();
    }

    /** Sends text, each character one byte, and reads the reply to it. */
    public Seen send(String latin1) throws IOException {
        return send(latin1.getBytes(StandardCharsets.ISO_8859_1), latin1.startsWith("HEAD "));
    }

    /** Sends bytes and reads one reply, whose length its Content-Length says; the connection can be used again. */
    public Seen send(byte[] request, boolean bodyless) throws IOException {
        write(request);
        Seen head = new Seen(head(), End.OPEN);
        if (head.header("Transfer-Encoding").equals("chunked") && !bodyless) {
            return new Seen(head.bytes() + chunks(), End.OPEN);
        }
        String length = head.header("Content-Length");
        return bodyless || length.isEmpty() ? head : new Seen(head.bytes() + read(Integer.parseInt(length)), End.OPEN);
    }

    /** Reads a chunked body; returns what is in the chunks. */
    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(line(), 16);
            body.append(read(size));
            line();
            if (size == 0) {
                return body.toString();
            }
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n' && b >= 0; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith(BLANK)) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the server closed after: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads until the connection ends, or until nothing has come for the timeout. */
    public Seen readToEnd() throws IOException {
        return readToEnd(Integer.MAX_VALUE, TIMEOUT_MILLIS);
    }

    /** Reads until the connection ends; once that many bytes have come, a silence of that length is an end too. */
    public Seen readToEnd(int expected, int silenceMillis) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        End end = End.CLOSED;
        byte[] buffer = new byte[1 << 16];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                seen.write(buffer, 0, read);
                if (seen.size() >= expected) {
                    timeout(silenceMillis);
                }
            }
        } catch (SocketTimeoutException e) {
            end = End.OPEN;
        } catch (SocketException e) {
            if (!"Connection reset".equals(e.getMessage())) {
                throw e;
            }
            end = End.RESET;
        }
        return new Seen(seen.toString(StandardCharsets.ISO_8859_1), end);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package dev.hostdouble.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output. A reader that has ended, such as {@code head}, has read what it wanted: the rest is dropped. */
final class StandardOutput extends FilterOutputStream {
    private boolean isUnread;

    StandardOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (isUnread) {
            return;
        }
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
                throw e;
            }
            isUnread = true;
        }
    }
}

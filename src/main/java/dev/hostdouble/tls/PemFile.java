package dev.hostdouble.tls;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads PEM files. No message shows what is in them. */
final class PemFile {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final long MOST_BYTES = 1 << 20;

    private final Path file;

    PemFile(Path file) {
        this.file = file;
    }

    /**
     * A block of a file.
     *
     * @param label such as {@code CERTIFICATE}
     * @param der its content
     * @param line the line of its first dashes, from 1
     */
    record Block(String label, Bytes der, int line) {
        @Override
        public String toString() {
            return label + " in line " + line;
        }
    }

    /** The blocks of the file, in order; text between them is skipped. */
    List<Block> blocks() throws InvalidFileException {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = text().lines().toList();
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at).strip();
            at++;
            if (!line.startsWith(BEGIN)) {
                continue;
            }
            String label = line.substring(BEGIN.length()).replace(DASHES, "");
            int begin = at;
            StringBuilder base64 = new StringBuilder();
            boolean isEncrypted = label.startsWith("ENCRYPTED ");
            while (at < lines.size() && !lines.get(at).startsWith(END)) {
                String content = lines.get(at).strip();
                isEncrypted |= content.contains("ENCRYPTED");
                base64.append(content.contains(":") ? "" : content);
                at++;
            }
            if (at == lines.size()) {
                throw problem(begin, "the block does not end: expected " + END + "… " + DASHES);
            }
            if (isEncrypted) {
                throw problem(
                        begin,
                        "the key is encrypted: expected one without a passphrase, as openssl pkey -in FILE writes it");
            }
            blocks.add(new Block(label, Bytes.of(decode(base64.toString(), begin)), begin));
        }
        return blocks;
    }

    private byte[] decode(String base64, int line) throws InvalidFileException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw problem(line, "the block is not base64");
        }
    }

    private String text() throws InvalidFileException {
        try {
            if (Files.isDirectory(file) || Files.size(file) > MOST_BYTES) {
                throw problem(1, "expected a PEM file of at most 1 MiB");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new InvalidFileException(List.of(file + ": cannot be read; expected a PEM file"));
        }
    }

    /** A problem of the file, in a line. */
    InvalidFileException problem(int line, String what) {
        return new InvalidFileException(List.of(file + ":" + line + ": " + what));
    }
}

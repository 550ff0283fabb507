package dev.hostdouble.http;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Request.Part;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.BufferUtil;

/** Parses multipart bodies in memory; the server has limited their size. */
final class Multipart {
    private static final int MAX_PARTS = 1000;

    private Multipart() {}

    /** Returns the parts of a body; empty if it is malformed. */
    static List<Part> read(String contentType, Bytes body) {
        MultiPartConfig config = new MultiPartConfig.Builder()
                .maxParts(MAX_PARTS)
                .maxMemoryPartSize(-1)
                .useFilesForPartsWithoutFileName(false)
                .build();
        Content.Source source = Content.Source.from(ByteBuffer.wrap(body.array()));
        List<Part> parts = new ArrayList<>();
        try (MultiPartFormData.Parts read =
                MultiPartFormData.getParts(source, new Attributes.Mapped(), contentType, config)) {
            for (MultiPart.Part part : read) {
                String name = part.getName() == null ? "" : part.getName();
                byte[] content = BufferUtil.toArray(Content.Source.asByteBuffer(part.getContentSource()));
                parts.add(new Part(name, part.getFileName() != null, Bytes.of(content)));
            }
        } catch (IOException | RuntimeException e) {
            return List.of();
        }
        return parts;
    }
}

package dev.hostdouble.yaml;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/** Refuses a text with very many values: they take far more memory than the text itself. */
final class CountingParser extends JsonParserDelegate {
    private static final int MOST = 100_000;

    private int tokens;

    CountingParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        if (++tokens > MOST) {
            throw new JsonParseException(this, "too many keys and values: expected at most " + MOST);
        }
        return super.nextToken();
    }
}

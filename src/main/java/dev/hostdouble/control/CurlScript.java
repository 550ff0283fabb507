package dev.hostdouble.control;

import dev.hostdouble.core.PiecewiseBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Calls as curl commands, one after the other, made while they are sent. */
final class CurlScript extends PiecewiseBody {
    private final List<String> commands;
    private int written;

    CurlScript(List<String> commands) {
        this.commands = commands;
    }

    @Override
    protected boolean step() throws IOException {
        if (written == commands.size()) {
            return false;
        }
        out.write(commands.get(written++).getBytes(StandardCharsets.UTF_8));
        return true;
    }
}

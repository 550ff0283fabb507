package dev.hostdouble.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Puts load on servers, from a process of its own. */
interface LoadGenerator extends AutoCloseable {
    /** How it is called in the output. */
    String name();

    /** Keeps some connections busy for some seconds, each with one request at a time. Throws if any request fails. */
    Loaded load(Server server, Call call, int connections, int seconds) throws IOException, InterruptedException;

    @Override
    void close();

    /** wrk where it is installed, and the bench's own generator elsewhere. */
    static LoadGenerator open(Options options, Path jdk) throws IOException, InterruptedException {
        if (!options.ownLoad() && Wrk.isInstalled()) {
            return new Wrk();
        }
        return new LoadProcess(jdk);
    }
}

package dev.hostdouble.bench;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.file.Path;
import java.util.List;

/**
 * The baseline: a plain Javalin application that answers recorded bytes, with the options of Hostdouble that a plain
 * application can have: no Server and Date of Jetty's own, virtual threads where the JVM has them.
 */
public final class JavalinConstant {
    private JavalinConstant() {}

    /** Arguments: the port, and the folder of the replies. */
    public static void main(String[] args) throws Exception {
        List<Stub> stubs = Stub.readAll(Path.of(args[1]));
        Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.concurrency.useVirtualThreads = Runtime.version().feature() >= 21;
                    config.jetty.modifyHttpConfiguration(http -> {
                        http.setSendServerVersion(false);
                        http.setSendDateHeader(false);
                    });
                    for (Stub stub : stubs) {
                        byte[] body = stub.bytes();
                        config.routes.addHttpHandler(
                                HandlerType.findOrCreate(stub.method()),
                                stub.path(),
                                context -> answer(context, stub, body));
                    }
                })
                .start("127.0.0.1", Integer.parseInt(args[0]));
    }

    private static void answer(Context context, Stub stub, byte[] body) {
        stub.headers().forEach(context::header);
        context.result(body);
    }
}

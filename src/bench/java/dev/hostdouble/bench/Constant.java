package dev.hostdouble.bench;

import io.javalin.Javalin;

/** What everything is compared with: an ordinary Javalin application that answers one constant text. */
public final class Constant {
    static final String PATH = "/constant";

    private Constant() {}

    public static void main(String[] args) {
        // As long as the answer of server.status.
        String text = "{\"result\":\"" + "x".repeat(104) + "\"}";
        Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.get(PATH, context -> context.contentType("application/json")
                            .result(text));
                })
                .start("127.0.0.1", Integer.parseInt(args[0]));
    }
}

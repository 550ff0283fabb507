package dev.hostdouble.vss;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lists with filters that never recur, in a process with little memory. It prints the used heap after each round, in KiB. Its
 * arguments are the numbers of lists with {@code in}, and with about a thousand conditions, in a round.
 */
public final class ListFlood {
    private static final int ROUNDS = 3;

    private ListFlood() {}

    public static void main(String[] arguments) throws Exception {
        int in = Integer.parseInt(arguments[0]);
        int conditions = Integer.parseInt(arguments[1]);
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            VssClient client = new VssClient(emulator, "default");
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 1; i <= in; i++) {
                    String values = IntStream.range(0, 1000 * i / in)
                            .mapToObj(String::valueOf)
                            .collect(Collectors.joining(","));
                    list(client, "filter=id,in," + values + ";id,gt," + round);
                }
                for (int i = 0; i < conditions; i++) {
                    list(client, "filter=" + "id,gt,0;".repeat(900 + round * conditions + i) + "id,lt,9");
                }
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                System.out.println((runtime.totalMemory() - runtime.freeMemory()) >> 10);
            }
        }
    }

    private static void list(VssClient client, String query) {
        Seen seen = client.call("GET", "/v2/iso?" + query);
        if (seen.status() != 200) {
            throw new IllegalStateException(seen.statusLine());
        }
    }
}

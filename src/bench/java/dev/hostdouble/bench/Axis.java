package dev.hostdouble.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Something of which a server can have more or less. */
interface Axis extends AutoCloseable {
    /** Its name, such as "worlds". */
    String name();

    /** The amounts to measure at, the smallest first. */
    List<Integer> sizes();

    /** What calls take at one of the sizes, in microseconds, in the order of the table. */
    Map<String, Double> measure(int size) throws Exception;

    /** Those of the calls that the plot shows, each with its label there. */
    Map<String, String> plotted();

    @Override
    void close() throws IOException;

    /** Work to be timed; it gets the number of the repetition. */
    interface Work {
        void run(int number) throws Exception;
    }

    /** The median in microseconds: it hardly depends on what else runs on the machine. */
    static double median(int times, Work work) throws Exception {
        Sample micros = new Sample();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.run(i);
            micros.add((System.nanoTime() - start) / 1e3);
        }
        return micros.median();
    }
}

package dev.hostdouble.control;

import dev.hostdouble.client.HostdoubleClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes connections on to a server, and cuts each after a number of bytes in the direction of the client. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private final int port;
    private final int most;

    CuttingProxy(int port, int most) throws IOException {
        this.port = port;
        this.most = most;
        run(this::accept);
    }

    HostdoubleClient client() {
        return HostdoubleClient.at(URI.create("http://127.0.0.1:" + socket.getLocalPort()));
    }

    int connections() {
        return connections.get();
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                connections.incrementAndGet();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                run(() -> pass(client, server, Integer.MAX_VALUE));
                run(() -> pass(server, client, most));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private static void pass(Socket from, Socket to, int most) {
        byte[] piece = new byte[512];
        int passed = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int read = in.read(piece); read >= 0 && passed < most; read = in.read(piece)) {
                to.getOutputStream().write(piece, 0, read);
                passed += read;
            }
        } catch (IOException e) {
            // The other side has closed it.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

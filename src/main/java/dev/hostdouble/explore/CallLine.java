package dev.hostdouble.explore;

/**
 * A call of a run, for reports. It has no parameters and no bodies, because they may have credentials.
 *
 * @param number its number in the journal of the world
 * @param request method and path, such as {@code POST /api/v1/datacenter/server}, and the action if the path does not say what is
 *     called, as in {@code POST /eq.php action=list}
 * @param reply what the client got, such as {@code 200 ok} or {@code no reply}
 * @param isStruck whether a fault changed it
 */
public record CallLine(long number, String operation, String request, String reply, boolean isStruck) {}

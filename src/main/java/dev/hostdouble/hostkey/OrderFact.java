package dev.hostdouble.hostkey;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;

/** What answers of HOSTKEY rest on where servers are ordered, named and cancelled. */
enum OrderFact implements Fact {
    UNPAID_ORDER(
            Evidence.OBSERVED,
            "with `unpaid-orders: keep`, an order that the credit does not cover has the status Unpaid and the deploy_status"
                    + " awaiting_payment; its server is deployed after the payment",
            "reported by users",
            "eq.order_instance eq.deploy"),
    ORDER_DEFAULTS(
            "without deploy_period an order is for a month; with own_os or os_template it needs no operating system",
            "official clients send these parameters",
            "eq.order_instance"),
    UNPAID_KEY("the key of an order that is not paid says `Not ready`", "", "eq_callback.check"),
    DEPLOY_KEYS(
            "deploy_keys has the orders under way and those that failed, the newest 100 of each; billing_servers has those"
                    + " under way, with the number of the invoice as id; an order whose task vanishes stays under way until"
                    + " it is cancelled in the panel",
            "an official client knows the forms; when an entry leaves is unknown",
            "eq.update_servers auth.*"),
    DEPLOY_DONE(
            Evidence.OBSERVED,
            "the key of a finished deployment says deploy_done, with the id of the server as a text and its address",
            "an official client",
            "eq_callback.check"),
    ORDER_CANCELLED(
            Evidence.OBSERVED,
            "an order that is cancelled in the panel fails with the scope `cancelled` and the debug `order cancelled in panel`",
            "an official client",
            "eq_callback.check"),
    FAILED_ORDER(
            "an order that fails for another reason stays paid, without a server, until it is cancelled in the panel",
            "",
            "eq_callback.check"),
    REINSTALLATION(
            "a reinstallation removes the snapshots, empties the drive at its start, and leaves the server on",
            "only that the operating system is unknown meanwhile is observed",
            "eq_callback.check"),
    CANCELLATION_TIME(
            "with cancellation_type 1, a server is suspended at once and gone after ten seconds; else it goes on the"
                    + " next_due_date that get_billing_data shows at the request; a second request changes nothing, unless it"
                    + " lets the server go earlier; the other tasks of a server that goes fail with Server not found",
            "clients wait until the server is no longer listed",
            "whmcs.request_cancellation"),
    KEPT_FOR_ORDERS(
            "an order takes a server out of the stock, and addresses out of the pool, paid or not, until it is cancelled; a"
                    + " server that was ordered can be ordered again when it is gone",
            "",
            "eq.order_instance eq.deploy"),
    CURRENCY(
            "an order is billed in the currency of the account, whatever currency_code says",
            "clients may send it",
            "eq.order_instance"),
    REINSTALLED_AS_IT_IS(
            "an order with the id of a server leaves its preset, its location and its traffic plan as they are, whatever the"
                    + " call says",
            "",
            "eq.order_instance eq.deploy"),
    WITHDRAWN_CANCELLATION(
            "a cancellation can be withdrawn until the server is gone; the server is then as it was before",
            "an official client names the action",
            "whmcs.delete_cancellation_request"),
    FREE_DEPLOYMENT(
            "eq/deploy with the id of a free server orders it for a month, with the first traffic plan of its location that is"
                    + " not an extra, if there is one; an id of the caller's own server goes first",
            "a client sends ids that presets/search shows",
            "eq.deploy"),
    SERVER_SEARCH(
            "eq/unified_server_search finds servers whose id, name or address contains the text in any case, at most 100",
            "a client reads the form",
            "eq.unified_server_search"),
    SENSOR_VALUES(
            "eq/sensors of bare metal returns a temperature, a fan and a voltage; virtual servers have no sensors",
            "another official page shows the form",
            "eq_callback.check eq.sensors");

    private final Details details;

    OrderFact(String statement, String source, String operations) {
        this(Evidence.ASSUMED, statement, source, operations);
    }

    OrderFact(Evidence evidence, String statement, String source, String operations) {
        details = Details.of(evidence, statement, source, operations);
    }

    @Override
    public Details details() {
        return details;
    }
}

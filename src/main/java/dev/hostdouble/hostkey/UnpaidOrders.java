package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a call gets that orders more than the credit covers. */
enum UnpaidOrders {
    /** It waits until it is paid. */
    @JsonProperty("keep")
    KEEP,
    @JsonProperty("refuse")
    REFUSE
}

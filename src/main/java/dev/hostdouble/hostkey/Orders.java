package dev.hostdouble.hostkey;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.hostkey.InvoiceDao.Invoice;

/** Servers that are ordered, from the invoice until they are there. */
final class Orders {
    /** The invoice of an order is paid: its deployment begins. */
    void paid(Invoice invoice, WorldTime now) {}
}

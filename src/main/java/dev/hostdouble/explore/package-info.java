/**
 * Finds bugs of a client: runs it again and again, each time in a world of its own with another fault, and judges what it leaves
 * there. The only package besides {@code world} that measures real time: how long a client runs, and how soon it calls again.
 */
@NullMarked
package dev.hostdouble.explore;

import org.jspecify.annotations.NullMarked;

/** The H2 database of a world through JDBI: one database, one connection, used under the world's lock. */
@NullMarked
package dev.hostdouble.db;

import org.jspecify.annotations.NullMarked;

/** The H2 database of a world, accessed through JDBI: one database and one connection per world, guarded by its lock. */
@NullMarked
package dev.hostdouble.db;

import org.jspecify.annotations.NullMarked;

/**
 * VSS, the ITS Private Cloud API of the University of Toronto: ISO images, public and personal, tokens, and what a
 * synchronization does. Where its page is silent, it follows the published pattern its paging, filters and rate limits
 * come from (a Flask application; Werkzeug's manners where nothing else is said).
 */
@NullMarked
package dev.hostdouble.vss;

import org.jspecify.annotations.NullMarked;

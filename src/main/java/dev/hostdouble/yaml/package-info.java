/** Files people write (YAML, or JSON, which is YAML too): read, checked against a JSON Schema, wrong ones refused by line. */
@NullMarked
package dev.hostdouble.yaml;

import org.jspecify.annotations.NullMarked;

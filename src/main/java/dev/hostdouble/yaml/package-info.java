/** Parses YAML and JSON files, validates them against a JSON Schema, and reports problems by line and column. */
@NullMarked
package dev.hostdouble.yaml;

import org.jspecify.annotations.NullMarked;

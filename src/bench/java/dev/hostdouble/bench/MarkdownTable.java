package dev.hostdouble.bench;

import java.util.ArrayList;
import java.util.List;

/** A table as the documentation has them. */
final class MarkdownTable {
    private final List<String> lines = new ArrayList<>();

    MarkdownTable(List<String> head) {
        row(head);
        lines.add("|" + "---|".repeat(head.size()));
    }

    MarkdownTable(String... head) {
        this(List.of(head));
    }

    MarkdownTable row(List<String> cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
        return this;
    }

    MarkdownTable row(String... cells) {
        return row(List.of(cells));
    }

    void print(String title) {
        System.out.println("\n" + title + "\n\n" + this);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}

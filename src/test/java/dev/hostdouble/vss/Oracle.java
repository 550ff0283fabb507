package dev.hostdouble.vss;

import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What filters and sorts mean, in plain Java and without any SQL. */
final class Oracle {
    static final List<String> FIELDS =
            List.of("id", "name", "path", "data_store", "public", "created_on", "updated_on");
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final DateTimeFormatter PRINTED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private Oracle() {}

    /** One image. */
    record Row(
            long id, String name, String path, String dataStore, boolean isPublic, Instant created, Instant updated) {
        Comparable<?> get(String field) {
            return switch (field) {
                case "id" -> id;
                case "name" -> new Text(name);
                case "path" -> new Text(path);
                case "data_store" -> new Text(dataStore);
                case "public" -> isPublic;
                case "created_on" -> created;
                default -> updated;
            };
        }

        String printed(String field) {
            Object value = get(field);
            if (value instanceof Instant instant) {
                ZonedDateTime there = instant.atZone(TORONTO);
                boolean summer = TORONTO.getRules().isDaylightSavings(instant);
                return PRINTED.format(there) + (summer ? " EDT" : " EST");
            }
            return value.toString();
        }
    }

    /** A text, in the order of a locale: letters and digits first, then everything. */
    record Text(String text) implements Comparable<Text> {
        private String letters() {
            return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                    .replaceAll("[^\\p{L}\\p{Nd}]", "");
        }

        @Override
        public int compareTo(Text other) {
            int letters = letters().compareTo(other.letters());
            return letters != 0 ? letters : text.compareTo(other.text);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A value as it is written, and what it means; nothing where it means nothing. */
    record Value(String text, @Nullable Comparable<?> meaning) {
        static Value meaningless(String text) {
            return new Value(text, null);
        }
    }

    /** One filter, or none where {@code operator} is empty. */
    record Criterion(String field, String operator, List<Value> values) {
        static Criterion broken(String text) {
            return new Criterion(text, "", List.of());
        }

        String text() {
            String all = values.stream().map(Value::text).collect(Collectors.joining(","));
            return operator.isEmpty() ? field : field + "," + operator + "," + all;
        }

        boolean lets(Row row) {
            if (operator.isEmpty()) {
                return true;
            }
            if (operator.equals("like")) {
                return like(row.printed(field), values.get(0).text());
            }
            List<Comparable<?>> meanings = new ArrayList<>();
            if (row.get(field) instanceof Text && operator.equals("in")) {
                // A comma in a value parts it.
                String all = values.stream().map(Value::text).collect(Collectors.joining(","));
                Stream.of(all.split(",", -1)).map(Text::new).forEach(meanings::add);
            } else {
                // A value without a meaning finds nothing.
                values.stream()
                        .map(Value::meaning)
                        .filter(Objects::nonNull)
                        .map(meaning -> meaning instanceof String text ? new Text(text) : meaning)
                        .forEach(meanings::add);
            }
            return meanings.stream().anyMatch(meaning -> holds(compare(row.get(field), meaning)));
        }

        private boolean holds(int comparison) {
            return switch (operator) {
                case "eq", "in" -> comparison == 0;
                case "ne" -> comparison != 0;
                case "lt" -> comparison < 0;
                case "le" -> comparison <= 0;
                case "gt" -> comparison > 0;
                default -> comparison >= 0;
            };
        }
    }

    /** One field of a sort, or none where {@code field} is empty. */
    record Order(String text, String field, boolean descending) {
        static Order broken(String text) {
            return new Order(text, "", false);
        }
    }

    @SuppressWarnings("unchecked")
    private static int compare(Comparable<?> one, Comparable<?> other) {
        return ((Comparable<Object>) one).compareTo(other);
    }

    /** Whether a text is of a pattern, whatever its case: {@code %} stands for anything, {@code _} for one character. */
    static boolean like(String text, String pattern) {
        int[] letters = text.codePoints().map(Character::toLowerCase).toArray();
        boolean[] reached = new boolean[letters.length + 1];
        reached[0] = true;
        for (int sign : pattern.codePoints().map(Character::toLowerCase).toArray()) {
            boolean[] next = new boolean[letters.length + 1];
            for (int i = 0; i <= letters.length; i++) {
                if (sign == '%') {
                    next[i] = reached[i] || (i > 0 && next[i - 1]);
                } else if (i > 0) {
                    next[i] = reached[i - 1] && (sign == '_' || sign == letters[i - 1]);
                }
            }
            reached = next;
        }
        return reached[letters.length];
    }

    /** The ids of the rows that pass, in order; ties in that of ids. */
    static List<Long> ids(List<Row> rows, List<Criterion> criteria, List<Order> orders) {
        Comparator<Row> order = Comparator.comparing(Row::id);
        for (int i = orders.size() - 1; i >= 0; i--) {
            Order by = orders.get(i);
            if (!by.field().isEmpty()) {
                Comparator<Row> next = (one, other) -> compare(one.get(by.field()), other.get(by.field()));
                order = (by.descending() ? next.reversed() : next).thenComparing(order);
            }
        }
        return rows.stream()
                .filter(row -> criteria.stream().allMatch(criterion -> criterion.lets(row)))
                .sorted(order)
                .map(Row::id)
                .toList();
    }
}

package dev.hostdouble.vss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Params;
import dev.hostdouble.db.Database;
import dev.hostdouble.vss.ImageDao.Image;
import dev.hostdouble.vss.ImageDao.NewImage;
import dev.hostdouble.vss.Oracle.Criterion;
import dev.hostdouble.vss.Oracle.Order;
import dev.hostdouble.vss.Oracle.Value;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever is filtered and sorted by, of small, large and personal lists, SQL finds what plain Java does. */
class FilterPropertyTest {
    private static final String USER = "u";
    static final VssState.ListOptions DEFAULTS = new VssState.ListOptions(
            VssState.ExtraCommas.VALUE, VssState.BadValues.NOTHING, VssState.LikeCase.INSENSITIVE, TextOrder.LOCALE);
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final List<NewImage> IMAGES = OddImages.all();
    private static final List<Oracle.Row> PUBLIC = rows(true);
    private static final List<Oracle.Row> PERSONAL = rows(false);

    private static @Nullable Database smallDb;
    private static @Nullable Database largeDb;
    private static @Nullable ImageDao small;
    private static @Nullable UserImageDao personal;
    private static @Nullable ImageDao large;

    private static List<Oracle.Row> rows(boolean isPublic) {
        return IMAGES.stream()
                .map(image -> new Oracle.Row(
                        image.id(),
                        image.name(),
                        image.path(),
                        image.dataStore(),
                        isPublic,
                        image.created(),
                        image.updated()))
                .toList();
    }

    @BeforeContainer
    static void fill() {
        smallDb = Database.open(List.of(VssApi.PROVIDER.tables().get()));
        largeDb = Database.open(List.of(VssApi.PROVIDER.tables().get()));
        small = new ImageDao(smallDb, TextOrder.LOCALE);
        large = new ImageDao(largeDb, TextOrder.LOCALE);
        small.insertPublic(IMAGES);
        large.insertPublic(IMAGES);
        large.indexPublic();
        personal = new UserImageDao(smallDb, TextOrder.LOCALE);
        for (NewImage image : IMAGES) {
            personal.insert(USER, image, image.updated());
            NewImage other = new NewImage(image.id() + 10_000, image.path(), image.created(), image.updated());
            personal.insert("neighbour", other, image.updated());
        }
    }

    @AfterContainer
    static void close() {
        if (smallDb != null && largeDb != null) {
            smallDb.close();
            largeDb.close();
        }
    }

    @Property(tries = 3000, seed = "20240201", edgeCases = EdgeCasesMode.NONE)
    void sql_finds_what_java_does(
            @ForAll("criteria") List<Criterion> criteria,
            @ForAll("orders") List<Order> orders,
            @ForAll @IntRange(max = 140) int offset,
            @ForAll @IntRange(max = 140) int limit) {
        ImageDao few = Objects.requireNonNull(small);
        ImageDao many = Objects.requireNonNull(large);
        check(few.publicImages(), PUBLIC, criteria, orders, offset, limit);
        check(many.publicImages(), PUBLIC, criteria, orders, offset, limit);
        check(
                Objects.requireNonNull(personal).imagesOf(USER, ImageKind.ISO),
                PERSONAL,
                criteria,
                orders,
                offset,
                limit);
    }

    private static void check(
            ListSource<Image> listing,
            List<Oracle.Row> all,
            List<Criterion> criteria,
            List<Order> orders,
            int offset,
            int limit) {
        Map<String, Object> params = new HashMap<>();
        params.put("filter", criteria.stream().map(Criterion::text).collect(Collectors.joining(";")));
        params.put("sort", orders.stream().map(Order::text).collect(Collectors.joining(";")));
        ListQuery view = ListQuery.of(new Params(params), listing.fields(), DEFAULTS);
        List<Long> expected = Oracle.ids(all, criteria, orders);

        long total = listing.count(view);
        assertThat(total).as(params.toString()).isEqualTo(expected.size());
        assertThat(ids(listing.rows(view, 0, 250, total))).as(params.toString()).isEqualTo(expected);
        assertThat(ids(listing.rows(view, offset, limit, total)))
                .as(params + " " + offset + " " + limit)
                .isEqualTo(expected.stream().skip(offset).limit(limit).toList());
    }

    private static List<Long> ids(List<Image> images) {
        return images.stream().map(Image::id).toList();
    }

    @Provide
    Arbitrary<List<Criterion>> criteria() {
        return criterion().list().ofMaxSize(3);
    }

    private static Arbitrary<Criterion> criterion() {
        Arbitrary<String> operators = Arbitraries.of("eq", "ne", "lt", "le", "gt", "ge", "like", "like", "in");
        return Combinators.combine(fields(), operators).flatAs((field, operator) -> {
            Arbitrary<Value> value = operator.equals("like") ? patterns() : values(field);
            int most = operator.equals("in") ? 4 : 1;
            Arbitrary<Criterion> good =
                    value.list().ofMinSize(1).ofMaxSize(most).map(all -> new Criterion(field, operator, all));
            return Arbitraries.frequencyOf(Tuple.of(12, good), Tuple.of(1, broken()));
        });
    }

    private static Arbitrary<String> fields() {
        return Arbitraries.of(Oracle.FIELDS);
    }

    /** Texts that are not filters and so are ignored. */
    private static Arbitrary<Criterion> broken() {
        return Arbitraries.of(
                        "",
                        ",",
                        ",,",
                        "name",
                        "name,eq",
                        "name,like",
                        "Name,eq,a",
                        " name,eq,a",
                        "name,EQ,a",
                        "name,=,a",
                        "name,between,a,b",
                        "name_key,eq,a",
                        "1,eq,1",
                        "size,gt,0",
                        "id)--,eq,1",
                        "name,like ESCAPE,a",
                        "eq,name,a",
                        "size,in,1,x")
                .map(Criterion::broken);
    }

    private static Arbitrary<Value> values(String field) {
        return switch (field) {
            case "id" -> numbers();
            case "public" -> flags();
            case "created_on", "updated_on" -> times();
            default -> texts(field);
        };
    }

    private static Arbitrary<Value> numbers() {
        Arbitrary<Value> good = Combinators.combine(
                        Arbitraries.longs().between(-2, IMAGES.size() + 3L),
                        Arbitraries.of("%d", "%d", " %d", "%d ", "%+d", "%05d"))
                .as((number, form) -> new Value(String.format(Locale.ROOT, form, number), number));
        Arbitrary<Value> bad = Arbitraries.of(
                        "", "1.5", "1e2", "x", "0x10", "--1", "1 2", "\u0661", "'1'", "NULL", "id")
                .map(Value::meaningless);
        Arbitrary<Value> huge = Arbitraries.of(
                new Value("999999999999999999", 999999999999999999L),
                new Value("-999999999999999999", -999999999999999999L));
        return Arbitraries.frequencyOf(Tuple.of(10, good), Tuple.of(1, bad), Tuple.of(1, huge));
    }

    private static Arbitrary<Value> flags() {
        return Arbitraries.of(
                new Value("true", true),
                new Value("True", true),
                new Value("TRUE", true),
                new Value("1", true),
                new Value("false", false),
                new Value("False", false),
                new Value("0", false),
                Value.meaningless("yes"),
                Value.meaningless(" true"),
                Value.meaningless("2"));
    }

    private static Arbitrary<Value> texts(String field) {
        Arbitrary<String> known = Arbitraries.of(IMAGES).map(image -> switch (field) {
            case "name" -> image.name();
            case "path" -> image.path();
            default -> image.dataStore();
        });
        Arbitrary<String> cut = Combinators.combine(
                        known, Arbitraries.integers().between(0, 30))
                .as((text, length) -> text.substring(0, Math.min(length, text.length())));
        return Arbitraries.oneOf(known, cut, oddTexts())
                .flatMap(text -> Arbitraries.of(text, text.toLowerCase(Locale.ROOT), text.toUpperCase(Locale.ROOT)))
                .map(text -> text.replace(";", ""))
                .map(text -> new Value(text, text));
    }

    private static Arbitrary<String> oddTexts() {
        return Arbitraries.strings()
                .withChars("aAbzZ01%_'\"\\,.-[] \u00e9\u00c9\u00df\u0130\u03a3\u03c2\u20ac\uffff\0")
                .ofMaxLength(4);
    }

    /** Patterns: pieces of texts, with wildcards between, before and behind them. */
    private static Arbitrary<Value> patterns() {
        Arbitrary<String> piece = Combinators.combine(
                        Arbitraries.of(IMAGES).map(NewImage::path),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(1, 9))
                .as((text, from, length) -> {
                    int start = Math.min(from, text.length() - 1);
                    return text.substring(start, Math.min(text.length(), start + length));
                });
        Arbitrary<String> wild = Arbitraries.of("%", "%", "_", "%%", "_%", "__", "\\%", "\\_", "");
        Arbitrary<String> some = Arbitraries.oneOf(
                piece,
                piece,
                wild,
                wild,
                oddTexts(),
                Arbitraries.of("2017-11", "EST", "1", "2", "true", "FALSE", "vss", "[vss", "iso"));
        return some.list()
                .ofMaxSize(5)
                .map(pieces -> String.join("", pieces).replace(";", ""))
                .map(text -> new Value(text, text));
    }

    private static Arbitrary<Value> times() {
        Arbitrary<LocalDateTime> local = Arbitraries.of(IMAGES).flatMap(image -> Arbitraries.of(-1, 0, 0, 0, 1)
                .map(seconds ->
                        LocalDateTime.ofInstant(image.updated(), TORONTO).plusSeconds(seconds)));
        Arbitrary<String> forms = Arbitraries.of(
                "uuuu-MM-dd", "uuuu-MM-dd HH:mm", "uuuu-MM-dd'T'HH:mm", "uuuu-MM-dd HH:mm:ss", "uuuu-MM-dd'T'HH:mm:ss");
        Arbitrary<String> zones = Arbitraries.of(
                "", "", "EST", " EST", " EDT", "Z", " UTC", " GMT", "+00:00", "-05:00", " -0400", "+0530", " +14:00");
        Arbitrary<Value> good = Combinators.combine(local, forms, zones).as(FilterPropertyTest::time);
        Arbitrary<Value> bad = Arbitraries.of(
                        "",
                        "yesterday",
                        "2017",
                        "2017-13-01",
                        "2017-02-30",
                        "2017-11-17 25:00:00",
                        "2017-11-17 13:51:31 PST",
                        "2017-11-17 13:51:31 est",
                        "2017-11-17 13:51:31 +99:99",
                        "2017-11-17 13:51:31.5",
                        "17.11.2017",
                        "2017-11-17  13:51:31",
                        "1510944211")
                .map(Value::meaningless);
        return Arbitraries.frequencyOf(Tuple.of(10, good), Tuple.of(1, bad));
    }

    private static Value time(LocalDateTime local, String form, String zone) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(form, Locale.ROOT);
        LocalDateTime kept = form.contains("ss")
                ? local
                : form.contains("mm")
                        ? local.withSecond(0)
                        : local.toLocalDate().atStartOfDay();
        ZoneId meant =
                switch (zone.strip()) {
                    case "" -> TORONTO;
                    case "EST" -> ZoneOffset.ofHours(-5);
                    case "EDT" -> ZoneOffset.ofHours(-4);
                    case "-0400" -> ZoneOffset.ofHours(-4);
                    case "-05:00" -> ZoneOffset.ofHours(-5);
                    case "+0530" -> ZoneOffset.ofHoursMinutes(5, 30);
                    case "+14:00" -> ZoneOffset.ofHours(14);
                    default -> ZoneOffset.UTC;
                };
        return new Value(kept.format(format) + zone, kept.atZone(meant).toInstant());
    }

    @Provide
    Arbitrary<List<Order>> orders() {
        Arbitrary<Order> good = Combinators.combine(
                        fields(),
                        Arbitraries.of("", ",asc", ",desc", ",DESC", ",Desc", ",down", ",", ", desc", ",desc,x"))
                .as((field, direction) -> new Order(field + direction, field, direction.equals(",desc")));
        Arbitrary<Order> bad = Arbitraries.of("", ",", "nope", "Name", " name", "name desc", "-name", "1", "id--")
                .map(Order::broken);
        return Arbitraries.frequencyOf(Tuple.of(8, good), Tuple.of(1, bad))
                .list()
                .ofMaxSize(3);
    }

    /** Images nobody would upload, many of them alike but for something. */
    private static final class OddImages {
        private static final List<String> NAMES = List.of(
                "CentOS-7.iso",
                "centos-7.iso",
                "CENTOS-7.ISO",
                "CentOS_7.iso",
                "CentOS%7.iso",
                "Cent\\OS%.iso",
                "100%.iso",
                "a,b.iso",
                "a'b.iso",
                "a\"b.iso",
                "a b.iso",
                "a  b .iso",
                "_",
                "%",
                "'",
                "\\",
                "Z",
                "zz",
                "\u00dcbung.iso",
                "\u00fcbung.iso",
                "stra\u00dfe.iso",
                "STRASSE.iso",
                "\u0130stanbul.iso",
                "istanbul.iso",
                "\u039f\u0394\u039f\u03a3.iso",
                "\ud83d\ude00.iso",
                "\uffff.iso",
                "a\uffffb",
                "\u20ac",
                "123",
                "true",
                "NULL");
        private static final List<String> STORES =
                List.of("vss-ISOs", "vss-isos", "vss_ISOs2", "VSS-ISOs2", "s,tore%", "\u00fcn\u00ef", "'; DROP");
        private static final List<String> TIMES = List.of(
                "2017-11-17T18:51:31Z",
                "2017-11-17T18:51:32Z",
                "2017-11-05T05:30:00Z",
                "2017-11-05T06:30:00Z",
                "2018-03-11T06:59:59Z",
                "2018-03-11T07:00:00Z",
                "2018-07-01T04:00:00Z",
                "2018-07-01T05:00:00Z",
                "1999-12-31T23:59:59Z",
                "2024-02-29T12:00:00Z");

        static List<NewImage> all() {
            List<NewImage> images = new ArrayList<>();
            for (int i = 0; i < 4 * NAMES.size(); i++) {
                String folder = i % 4 == 0 ? "" : "f" + i % 3 + "/" + (i % 5 == 0 ? "O'D_r%/" : "");
                String store = STORES.get(i * 5 % STORES.size());
                String path = "[" + store + "] " + folder + i / NAMES.size() + "/" + NAMES.get(i % NAMES.size());
                images.add(new NewImage(
                        i + 1L,
                        path,
                        Instant.parse(TIMES.get(i * 7 % TIMES.size())),
                        Instant.parse(TIMES.get(i * 3 % TIMES.size()))));
            }
            return images;
        }
    }
}

package dev.hostdouble.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Filters and sorts of VSS: every field with every operator, and what is none. */
final class Filters {
    private static final Map<String, List<String>> FIELDS = fields();
    private static final List<String> OPERATORS = List.of("eq", "ne", "lt", "le", "gt", "ge", "like", "in");
    private static final List<String> INVALID = List.of(
            "",
            ",",
            ";",
            "name",
            "name,eq",
            "name,eq,",
            "name,EQ,x",
            "name,is,x",
            "Name,eq,x",
            "size,eq,1",
            "name,like,Cent%;public,eq,true",
            "name,like,%;name,like,%iso;id,gt,5",
            "name,like,%%%%%%%%%%a",
            "name,in",
            "name eq x",
            "id,in,1,2,x");
    private static final List<String> SORTS = List.of(
            "",
            ",",
            ";",
            "name,DESC",
            "name,down",
            "name,desc,x",
            "Name,asc",
            "size,asc",
            "name,desc;id,asc",
            "name;id");

    private Filters() {}

    private static Map<String, List<String>> fields() {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        List<String> texts = List.of("CentOS-7.4-1708-x86_64-NetInstall.iso", "centos%", "%_%", "a,b", "\u00e4");
        List<String> times = List.of("2017-11-17 13:44:46 EST", "2017-11-17", "2017-11-17T18:44:46Z", "yesterday");
        fields.put("id", List.of("10", "0", "-1", "+9", "x", "99999999999999999999", "1,2"));
        fields.put("name", texts);
        fields.put("path", texts);
        fields.put("data_store", List.of("vss-ISOs", "vss%", "VSS-ISOS"));
        fields.put("public", List.of("true", "false", "1", "0", "TRUE", "yes"));
        fields.put("created_on", times);
        fields.put("updated_on", times);
        fields.put("status", List.of("PROCESSED", "SUBMITTED", "processed"));
        fields.put("type", List.of("image_sync"));
        fields.put("task_id", List.of("x%"));
        fields.put("username", List.of("josem"));
        fields.put("memory_gb", List.of("x", "4"));
        return fields;
    }

    /** The values of {@code filter} and {@code sort}, each with the name of its parameter. */
    static void forEach(boolean isThorough, BiConsumer<String, String> taker) {
        FIELDS.forEach((field, values) -> {
            for (String operator : OPERATORS) {
                for (String value : isThorough ? values : values.subList(0, 1)) {
                    taker.accept("filter", field + "," + operator + "," + value);
                }
            }
            for (String direction : List.of("", ",asc", ",desc")) {
                taker.accept("sort", field + direction);
            }
        });
        INVALID.forEach(filter -> taker.accept("filter", filter));
        SORTS.forEach(sort -> taker.accept("sort", sort));
    }
}

package dev.hostdouble.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Values of a YAML file are replaced, and its layout stays. */
class YamlScalarsTest {
    private static String replace(String yaml) {
        return YamlScalars.replace(
                yaml, Set.of("secret", "tokens")::contains, value -> value.isEmpty() ? "" : "<" + value + ">");
    }

    @Test
    void values_of_a_key_are_replaced_wherever_it_stands() throws Exception {
        String masked = replace("""
                # a comment about secret: s1
                𝄞: ü
                users:
                  - { name: s1, secret: s1, "tokens": [a, 'b ''c', "d\\n"] }   # as it is
                  - secret: |
                      block
                    name: secret
                tokens:
                  - { secret: x, other: y }
                  - z
                secret: ""
                """);
        assertThat(masked).isEqualTo("""
                # a comment about secret: s1
                𝄞: ü
                users:
                  - { name: s1, secret: "<s1>", "tokens": ["<a>", "<b 'c>", "<d\\n>"] }   # as it is
                  - secret: "<block\\n>"
                    name: secret
                tokens:
                  - { secret: "<x>", other: y }
                  - "<z>"
                secret: ""
                """);
    }

    @Test
    void numbers_stay_numbers() {
        assertThat(YamlScalars.replace("secret: 123\n", "secret"::equals, value -> "456"))
                .isEqualTo("secret: 456\n");
        assertThat(YamlScalars.replace("secret: 123\n", "secret"::equals, value -> "x"))
                .isEqualTo("secret: \"x\"\n");
    }
}

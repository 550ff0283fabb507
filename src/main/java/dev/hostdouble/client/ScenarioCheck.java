package dev.hostdouble.client;

import java.util.List;
import java.util.Optional;

/**
 * What is wrong with the text of a scenario.
 *
 * @param valid whether it can be activated
 * @param name its name, if that can be read
 * @param problems what must be changed
 * @param warnings what may be a slip
 */
public record ScenarioCheck(boolean valid, Optional<String> name, List<Finding> problems, List<Finding> warnings) {
    static ScenarioCheck of(Members json) {
        return new ScenarioCheck(
                json.flag("valid"),
                json.optionalText("name"),
                json.list("problems", Finding::of),
                json.list("warnings", Finding::of));
    }

    /**
     * One problem or warning.
     *
     * @param line where it is, counted from 1
     * @param column where it is, counted from 1
     */
    public record Finding(long line, long column, String message) {
        static Finding of(Members json) {
            return new Finding(json.number("line"), json.number("column"), json.text("message"));
        }
    }
}

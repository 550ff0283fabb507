package dev.hostdouble.job;

import dev.hostdouble.core.Durations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A step of a timeline as start states write it: {@code { after: 1s, status: executing, progress: 0.33 }}. */
public record StepYaml(String after, String status, double progress) {
    /**
     * The timeline these steps make; its end is the last of them.
     *
     * @throws IllegalArgumentException if they make none
     */
    public static Timeline timeline(List<StepYaml> texts) {
        List<Step> steps = texts.stream()
                .map(text -> new Step(Durations.parse(text.after), text.status, text.progress))
                .toList();
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).progress() < steps.get(i - 1).progress()) {
                throw new IllegalArgumentException("the progress of a timeline must not fall");
            }
        }
        return new Timeline(steps, Timeline.Ending.FINISHED);
    }

    /**
     * The timelines of a provider's operations: the usual ones, or those a world gives instead.
     *
     * @param speed how many times as fast they run
     */
    public static Map<String, Timeline> timelines(
            Map<String, Timeline> usual, Map<String, List<StepYaml>> own, double speed) {
        Map<String, Timeline> timelines = new HashMap<>(usual);
        own.forEach((operation, steps) -> timelines.put(operation, timeline(steps)));
        timelines.replaceAll((operation, timeline) -> timeline.stretched(1 / speed));
        return timelines;
    }
}

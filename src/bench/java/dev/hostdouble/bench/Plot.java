package dev.hostdouble.bench;

import java.util.List;
import java.util.Locale;

/**
 * Draws cost curves: amounts from left to right and ratios from bottom to top, both on logarithmic scales. The same lines give
 * the same bytes. The colours can be told apart on white and on black; nothing is loaded from elsewhere.
 */
final class Plot {
    private static final int WIDTH = 760;
    private static final int LEFT = 60;
    private static final int RIGHT = 715;
    private static final int TOP = 20;
    private static final int BOTTOM = 320;
    private static final int MOST_POWER = 6;
    private static final int LEGEND = 380;
    private static final int LEGEND_LINE = 18;
    private static final String COLOURS = "#3b82f6 #ef4444 #10b981 #d97706 #a855f7 #14b8a6 #ec4899 #84cc16";
    private static final double[] RATIOS = {0.5, 1, 2, 5, 10, 20, 50, 100};

    private Plot() {}

    /** One curve. An amount of 0 is drawn where 1 is. */
    record Line(String label, List<Integer> amounts, List<Double> ratios) {}

    static String svg(List<Line> lines) {
        double highest = lines.stream()
                .flatMap(line -> line.ratios().stream())
                .mapToDouble(ratio -> ratio)
                .reduce(2, Math::max);
        double lowest = lines.stream()
                .flatMap(line -> line.ratios().stream())
                .mapToDouble(ratio -> ratio)
                .reduce(0.5, Math::min);
        Scale scale = new Scale(lowest, highest * 1.1);
        int height = LEGEND + LEGEND_LINE * lines.size();
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="sans-serif" font-size="12">
                <title>Cost of a call with more of something, relative to the least</title>
                <style>
                text { fill: #333 } .grid { stroke: #ccc } .axis { stroke: #666 }
                @media (prefers-color-scheme: dark) { text { fill: #ddd } .grid { stroke: #444 } .axis { stroke: #999 } }
                </style>
                """, WIDTH, height));
        grid(svg, scale);
        String[] colours = COLOURS.split(" ", -1);
        for (int i = 0; i < lines.size(); i++) {
            draw(svg, lines.get(i), scale, colours[i % colours.length], LEGEND + LEGEND_LINE * i);
        }
        return svg.append("</svg>\n").toString();
    }

    private record Scale(double lowest, double highest) {
        double x(double amount) {
            return LEFT + (RIGHT - LEFT) * Math.log10(Math.max(1, amount)) / MOST_POWER;
        }

        double y(double ratio) {
            return BOTTOM - (BOTTOM - TOP) * Math.log(ratio / lowest) / Math.log(highest / lowest);
        }
    }

    private static void grid(StringBuilder svg, Scale scale) {
        for (int power = 0; power <= MOST_POWER; power++) {
            double x = scale.x(Math.pow(10, power));
            line(svg, "grid", x, TOP, x, BOTTOM);
            text(
                    svg,
                    x,
                    BOTTOM + 16,
                    "middle",
                    power == 0 ? "0–1" : String.format(Locale.ROOT, "%,d", (long) Math.pow(10, power)));
        }
        for (double ratio : RATIOS) {
            if (ratio >= scale.lowest() && ratio <= scale.highest()) {
                double y = scale.y(ratio);
                line(svg, ratio == 1 ? "axis" : "grid", LEFT, y, RIGHT, y);
                text(svg, LEFT - 6, y + 4, "end", ratio < 1 ? "0.5" : String.format(Locale.ROOT, "%.0f", ratio));
            }
        }
        line(svg, "axis", LEFT, TOP, LEFT, BOTTOM);
        line(svg, "axis", LEFT, BOTTOM, RIGHT, BOTTOM);
        text(svg, (LEFT + RIGHT) / 2.0, BOTTOM + 34, "middle", "how many there are");
        double middle = (TOP + BOTTOM) / 2.0;
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"16\" y=\"%.1f\" text-anchor=\"middle\" transform=\"rotate(-90 16 %.1f)\">time of a call, relative to"
                        + " the least</text>\n",
                middle,
                middle));
    }

    private static void draw(StringBuilder svg, Line line, Scale scale, String colour, int legend) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < line.amounts().size(); i++) {
            double x = scale.x(line.amounts().get(i));
            double y = scale.y(line.ratios().get(i));
            points.append(String.format(Locale.ROOT, i == 0 ? "%.1f,%.1f" : " %.1f,%.1f", x, y));
            svg.append(String.format(
                    Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n", x, y, colour));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n",
                points,
                colour));
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"18\" height=\"4\" fill=\"%s\"/>\n",
                LEFT,
                legend - 6,
                colour));
        text(svg, LEFT + 26, legend, "start", line.label());
    }

    private static void line(StringBuilder svg, String style, double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                style,
                x1,
                y1,
                x2,
                y2));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, escaped));
    }
}

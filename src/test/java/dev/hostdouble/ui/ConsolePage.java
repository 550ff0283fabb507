package dev.hostdouble.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.control.Browser;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;

/** The console in a browser: what a person does there, and what the browser says of it. It waits until things are there. */
final class ConsolePage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCREENSHOTS = Path.of("docs", "console");
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ChromeDriver driver;
    private final URI server;
    private final List<String> requests = new ArrayList<>();

    private ConsolePage(ChromeDriver driver, URI server) {
        this.driver = driver;
        this.server = server;
    }

    /** The program that drives a browser; empty if the machine has no browser or no such program. */
    static Optional<Path> driverProgram() {
        return Browser.find().flatMap(browser -> Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "chromedriver"))
                .filter(Files::isExecutable)
                .findFirst());
    }

    /**
     * Opens a browser. Names of other hosts have no address in it.
     *
     * @param server the address of the server
     */
    static ConsolePage open(URI server) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(Browser.find().orElseThrow().toFile());
        options.addArguments(Browser.FLAGS);
        options.addArguments("--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1");
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL", "performance", "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driverProgram().orElseThrow().toFile())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().implicitlyWait(PATIENCE);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        ConsolePage page = new ConsolePage(driver, server);
        page.size(1280, 800);
        return page;
    }

    /** Sets the size of the window, in pixels. */
    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** Sets the size of what the window shows, in pixels, also to less than a window can have; 0 and 0 end that. */
    void viewport(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Shows the console of a world, with a place such as {@code #live}, and waits until it follows the events. */
    void show(String world, String place) {
        load(world, place);
        find(".feed-live");
    }

    /** Loads the console of a world, which may not exist. */
    void load(String world, String place) {
        String path = world.equals("default") ? "" : "/_w/" + world;
        driver.get("about:blank"); // another place alone would not load the page again
        driver.get(server.resolve(path + "/_emulator/ui/") + place);
    }

    /** Goes to another place on the page, such as {@code #state}. */
    void go(String place) {
        script("location.hash = arguments[0]", place);
    }

    /** The first element that a CSS selector finds, as soon as there is one. */
    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** How many elements a selector finds now. */
    int count(String selector) {
        return Math.toIntExact((Long)
                Objects.requireNonNull(script("return document.querySelectorAll(arguments[0]).length", selector)));
    }

    /** The text of an element. */
    String text(String selector) {
        return find(selector).getText();
    }

    void click(String selector) {
        find(selector).click();
    }

    /** Clicks on the first button or link whose text, or name for screen readers, is this one. */
    void press(String name) {
        until(
                "const b = [...document.querySelectorAll('dialog[open] button, button, a, summary')].find(b => b.checkVisibility()"
                        + " && (b.getAttribute('aria-label') ?? b.textContent.trim()) === arguments[0]);"
                        + "if (b) { b.click(); } return b",
                name);
    }

    /** Replaces the text in a field. */
    void type(String selector, String text) {
        WebElement field = find(selector);
        field.clear();
        field.sendKeys(text);
    }

    /** Chooses the option with this text in a list. */
    void choose(String selector, String option) {
        until(
                "const s = document.querySelector(arguments[0]); const o = s && [...s.options].find(o => o.text === arguments[1]);"
                        + "if (o) { s.value = o.value; s.dispatchEvent(new Event('change', { bubbles: true })); } return o",
                selector,
                option);
    }

    /** Waits until the text of an element contains a text. */
    void untilText(String selector, String text) {
        until("return document.querySelector(arguments[0])?.textContent.includes(arguments[1])", selector, text);
    }

    /** Waits until a script returns something that is true; it is run with each frame. */
    void until(String script, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.add(0, script);
        driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1]; const values = [...arguments].slice(1, -1);"
                        + "const test = new Function('arguments', 'return (function () {' + arguments[0] + '}).apply(null, arguments)');"
                        + "const look = () => test(values) ? done(true) : setTimeout(look, 20); look();",
                all.toArray());
    }

    /** Runs a script in the page and returns its value. */
    @Nullable
    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Keys go to the element that has the focus. */
    void keys(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Shows the page in light or dark. */
    void theme(String theme) {
        script("document.documentElement.dataset.theme = arguments[0]", theme);
    }

    /** Every address that the page has asked for so far. */
    List<String> requests() {
        for (LogEntry entry : driver.manage().logs().get("performance")) {
            JsonNode message = json(entry.getMessage()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                requests.add(message.path("params").path("request").path("url").asText());
            }
        }
        return List.copyOf(requests);
    }

    /** What the browser complains about: errors of scripts, of the page's policy, of files that are not there. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What is wrong with the accessibility of what is shown, by the rules of axe for WCAG 2.2 AA and its best practices. */
    List<String> accessibilityProblems() throws IOException {
        String axe;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        script(axe);
        Object found = driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run().then(result => done(JSON.stringify(result.violations)), error => done(String(error)));");
        List<String> problems = new ArrayList<>();
        for (JsonNode violation : json(String.valueOf(found))) {
            problems.add(violation.path("id").asText() + ": "
                    + violation.path("help").asText() + ": "
                    + violation.path("nodes").path(0).path("html").asText() + " "
                    + violation.path("nodes").path(0).path("failureSummary").asText());
        }
        return problems;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }

    /** Takes a picture of the page, into {@code target/console}, for people to look at. */
    byte[] look(String name) throws IOException {
        byte[] png = driver.getScreenshotAs(OutputType.BYTES);
        Files.write(Files.createDirectories(Path.of("target", "console")).resolve(name + ".png"), png);
        return png;
    }

    /**
     * Takes the picture of the page that the documentation shows: writes it with {@code -Ddocs.write}, and otherwise checks that there
     * is one of the same size.
     */
    void picture(String name) throws IOException {
        byte[] png = look(name);
        Path shown = SCREENSHOTS.resolve(name + ".png");
        if (System.getProperty("docs.write") != null) {
            Files.createDirectories(SCREENSHOTS);
            Files.write(shown, png);
        }
        assertThat(sizeOf(Files.readAllBytes(shown))).as(shown.toString()).isEqualTo(sizeOf(png));
    }

    private static List<Integer> sizeOf(byte[] png) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(png));
        return List.of(image.getWidth(), image.getHeight());
    }

    @Override
    public void close() {
        driver.quit();
    }
}

package dev.hostdouble.report;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.report.Page.Inline;
import dev.hostdouble.report.Report.Call;
import dev.hostdouble.report.Report.Entry;
import dev.hostdouble.report.Report.Fact;
import dev.hostdouble.report.Report.Happening;
import dev.hostdouble.report.Report.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what happened: calls, and what happened between them. */
final class EntryWriter {
    private static final int MOST_BLOCK = 20_000;

    private final Page page;

    EntryWriter(Page page) {
        this.page = page;
    }

    void write(Entry entry) {
        if (entry instanceof Call call) {
            call(call);
        } else if (entry instanceof Happening happening) {
            page.paragraph(page.of(page.code(happening.time()), page.plain(" " + happening.line())));
            block("", JsonIndent.of(happening.text()).orElse(happening.text()));
        }
    }

    private void call(Call call) {
        page.beginEntry(
                "call-" + call.n(),
                page.of(page.plain(call.n() + " "), page.code(call.request()), page.plain(" " + call.reply())));
        List<Inline> facts = new ArrayList<>();
        facts.add(fact(new Fact("time", call.time())));
        call.facts().forEach(fact -> facts.add(fact(fact)));
        call.rules().forEach(rule -> facts.add(page.plain("rule " + rule)));
        call.notes().forEach(note -> facts.add(page.plain("note: " + note)));
        page.list(facts);
        message("request", call.sent());
        message("reply", call.answered());
        block("the same call with curl", call.curl());
        page.endEntry();
    }

    private void message(String name, Message message) {
        String headers = headers(message.headers());
        Bytes body = message.body();
        if (!headers.isEmpty()) {
            block(name + " headers", headers);
        }
        if (body.length() > 0) {
            ShownBody shown = ShownBody.of(body);
            page.block(name + " body: " + shown.caption(), shown.text());
        }
    }

    private static String headers(Headers headers) {
        return headers.fields().stream()
                .map(field -> field.name() + ": " + field.value())
                .collect(Collectors.joining("\n"));
    }

    void block(String caption, String text) {
        if (!text.isEmpty()) {
            boolean isLong = text.length() > MOST_BLOCK;
            page.block(
                    isLong ? caption + ", the first " + MOST_BLOCK + " characters" : caption,
                    isLong ? ShownBody.cut(text, MOST_BLOCK) : text);
        }
    }

    Inline fact(Fact fact) {
        return page.of(page.plain(fact.name() + ": "), page.code(fact.value()));
    }
}

package dev.hostdouble.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Delivered;
import dev.hostdouble.core.Delivered.Outcome;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.core.RuleHit.EffectHit;
import dev.hostdouble.journal.AnswerCounts.Answer;
import dev.hostdouble.journal.AnswerCounts.Times;
import dev.hostdouble.scenario.effect.EffectTypes;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An answer counts as met if its client got all of it. */
class AnswerCountsTest {
    private static final Answer OK = new Answer("a/b.c", "ok");
    private static final Reply REPLY = Reply.text(200, "text/plain", "0123456789");

    /** Effects that neither choose an answer nor change how it is written; their jobs and deliveries are seen elsewhere. */
    private static final Set<String> NEITHER =
            Set.of("job", "delay", "slow_body", "lose_reply", "transport", "tls", "twice", "then");

    private final AnswerCounts all = new AnswerCounts();
    private final AnswerCounts world = new AnswerCounts(all);

    private static Delivered delivered(Outcome outcome) {
        return new Delivered(outcome, 10, 0);
    }

    private Times ok() {
        assertThat(all.read()).isEqualTo(world.read());
        return world.read().getOrDefault(OK, Times.NEVER);
    }

    private Consumer<Delivered> given(Reply reply) {
        return world.count("a/b.c", false, reply);
    }

    private static Reply hitBy(boolean applied, String... effects) {
        List<EffectHit> hits = Arrays.stream(effects)
                .map(effect -> new EffectHit(effect, applied, null))
                .toList();
        return REPLY.withRuleHits(List.of(new RuleHit("s/r", 1, null, 1, 0, applied, hits)));
    }

    @Test
    void a_reply_that_is_sent_at_once_counts_at_once() {
        Consumer<Delivered> sent = given(REPLY);
        assertThat(ok()).isEqualTo(new Times(1, 1, 0, 0, 0, 0));
        sent.accept(delivered(Outcome.COMPLETE));
        assertThat(ok()).isEqualTo(new Times(1, 1, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, names = "COMPLETE", mode = EnumSource.Mode.EXCLUDE)
    void a_reply_whose_delivery_fails_is_taken_back(Outcome outcome) {
        given(REPLY).accept(delivered(outcome));
        assertThat(ok()).isEqualTo(new Times(1, 0, 0, 1, 0, 0));
    }

    @Test
    void a_late_reply_counts_when_it_has_arrived() {
        Consumer<Delivered> late = given(REPLY.withDelivery(Delivery.IMMEDIATE.plusDelay(Duration.ofSeconds(3))));
        assertThat(ok()).isEqualTo(new Times(1, 0, 0, 0, 0, 0));
        late.accept(delivered(Outcome.COMPLETE));
        assertThat(ok()).isEqualTo(new Times(1, 1, 0, 0, 0, 0));
    }

    @Test
    void a_reply_over_a_connection_that_fails_is_lost() {
        Delivery empty = new Delivery(Duration.ZERO, 0, ConnectionFault.EMPTY, 0);
        Consumer<Delivered> lost = given(REPLY.withDelivery(empty));
        assertThat(ok()).isEqualTo(new Times(1, 0, 0, 0, 0, 0));
        lost.accept(delivered(Outcome.EMPTY));
        assertThat(ok()).isEqualTo(new Times(1, 0, 0, 1, 0, 0));
    }

    @Test
    void a_whole_reply_before_the_end_of_a_connection_is_met() {
        Delivery closed = new Delivery(Duration.ZERO, 0, ConnectionFault.CLOSE, 0);
        given(REPLY.withDelivery(closed)).accept(delivered(Outcome.CLOSED));
        assertThat(ok()).isEqualTo(new Times(1, 1, 0, 0, 0, 0));
    }

    @Test
    void headers_alone_are_no_answer() {
        world.count("a/b.c", true, REPLY).accept(delivered(Outcome.COMPLETE));
        assertThat(ok()).isEqualTo(new Times(1, 0, 0, 0, 0, 1));
        world.count("a/b.c", true, hitBy(true, "error", "edit")).accept(delivered(Outcome.COMPLETE));
        assertThat(ok()).isEqualTo(new Times(2, 0, 0, 0, 0, 2));
        world.count("a/b.c", true, REPLY).accept(delivered(Outcome.CLIENT_CLOSED));
        assertThat(ok()).isEqualTo(new Times(3, 0, 0, 1, 0, 2));
    }

    @Test
    void an_answer_that_a_rule_decided_is_met_by_a_rule() {
        given(hitBy(true, "delay", "error"));
        assertThat(ok()).isEqualTo(new Times(1, 1, 0, 0, 1, 0));
        given(hitBy(false, "error"));
        given(hitBy(true, "delay"));
        assertThat(ok()).isEqualTo(new Times(3, 3, 0, 0, 1, 0));
    }

    @Test
    void an_answer_by_a_rule_that_is_lost_is_taken_back_from_both_counts() {
        given(hitBy(true, "error")).accept(delivered(Outcome.CLIENT_CLOSED));
        assertThat(ok()).isEqualTo(new Times(1, 0, 0, 1, 0, 0));
    }

    @Test
    void an_answer_that_a_rule_has_changed_is_not_met() {
        given(hitBy(true, "error", "edit"));
        given(hitBy(true, "content")).accept(delivered(Outcome.RESET));
        assertThat(ok()).isEqualTo(new Times(2, 0, 1, 1, 0, 0));
    }

    @Test
    void a_reply_that_is_under_way_does_not_count_after_a_clear() {
        Consumer<Delivered> sent = given(REPLY);
        world.clear();
        all.clear();
        sent.accept(delivered(Outcome.CLIENT_CLOSED));
        assertThat(world.read()).isEmpty();
        given(REPLY);
        assertThat(ok()).isEqualTo(new Times(1, 1, 0, 0, 0, 0));
    }

    @Test
    void the_counts_of_a_part_can_be_cleared_alone() {
        given(REPLY);
        world.clear();
        given(REPLY);
        assertThat(world.read().get(OK)).isEqualTo(new Times(1, 1, 0, 0, 0, 0));
        assertThat(all.read().get(OK)).isEqualTo(new Times(2, 2, 0, 0, 0, 0));
        new AnswerCounts(all).count("a/b.c", false, REPLY);
        assertThat(all.read().get(OK)).isEqualTo(new Times(3, 3, 0, 0, 0, 0));
    }

    @Test
    void each_kind_of_effect_is_known_to_decide_to_change_or_to_do_neither() {
        Set<String> known = new HashSet<>();
        Stream.of(AnswerCounts.DECIDING, AnswerCounts.CHANGING, NEITHER)
                .forEach(kinds -> assertThat(known.addAll(kinds)).isTrue());
        assertThat(known).containsExactlyInAnyOrderElementsOf(EffectTypes.BY_KIND.keySet());
    }
}

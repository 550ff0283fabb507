package dev.hostdouble.audit;

import static dev.hostdouble.audit.Severity.ERROR;
import static dev.hostdouble.audit.Severity.INFO;
import static dev.hostdouble.audit.Severity.WARNING;

import java.util.List;

/** All rules. */
final class AuditRules {
    static final List<AuditRule> ALL = List.of(
            AuditRule.of(
                    "order-repeated",
                    ERROR,
                    "The client made an order again without knowing whether the first one was taken.",
                    "Look whether the first order was taken before ordering again.",
                    RepeatedOrderWatch::new),
            AuditRule.of(
                    "lost-order-left",
                    WARNING,
                    "The client gave up after it had lost the reply to an order, and left behind what the order created.",
                    "Look for what the order created, then keep it or delete it.",
                    LostOrderWatch::new),
            AuditRule.of(
                            "retry-after-ignored",
                            WARNING,
                            "The client called again earlier than the reply allowed.",
                            "Wait as long as the header Retry-After says.",
                            RetryAfterWatch::new)
                    .aboutTime(),
            AuditRule.of(
                            "polled-too-fast",
                            WARNING,
                            "The client asked for a running job without a pause.",
                            "Wait between two reads of a job, and wait longer each time.",
                            PollingWatch::new)
                    .aboutTime(),
            AuditRule.of(
                    "refused-credential-kept",
                    WARNING,
                    "The client went on with a credential that the provider had refused.",
                    "Log in again once, or stop where there is no login.",
                    RefusedCredentialWatch::new),
            AuditRule.of(
                    "job-abandoned",
                    WARNING,
                    "The client started a job and did not see its end.",
                    "Ask for the job until it has ended, with a deadline, and report when the deadline passes.",
                    AbandonedJobWatch::new),
            AuditRule.of(
                    "key-read-again",
                    WARNING,
                    "The client asked again for a result that is delivered once.",
                    "Keep the result of the first read, and do not use the key again.",
                    DeliveredKeyWatch::new),
            AuditRule.of(
                    "secret-in-url",
                    WARNING,
                    "The client sent a credential in the query of a URL, which logs and proxies keep.",
                    "Send credentials in a header or in the body.",
                    SecretInUrlWatch::new),
            AuditRule.of(
                    "credential-over-http",
                    INFO,
                    "The client sent a credential without TLS to a host that is not local.",
                    "Use https:// for every host that is not local.",
                    PlainHttpWatch::new),
            AuditRule.of(
                    "undocumented-parameter",
                    WARNING,
                    "The client sent a parameter that the pages do not have for this operation.",
                    "Send documented parameters only: a provider ignores others, or may change what they do.",
                    UndocumentedParameterWatch::new),
            AuditRule.of(
                    "assumed-reply-used",
                    INFO,
                    "The client used a value that it has only from a reply for which there is no source.",
                    "Check against the real provider that the reply has this member.",
                    AssumedReplyWatch::new),
            AuditRule.of(
                    "unknown-operation",
                    INFO,
                    "The client called a path or an action that no operation has.",
                    "Check path, method and action against the provider's pages.",
                    UnknownOperationWatch::new));

    private AuditRules() {}
}

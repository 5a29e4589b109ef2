package dev.retrylab.harness.cost;

import dev.retrylab.harness.scenario.QueueType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What AWS bills by use.
 *
 * @param standardRequests to standard queues, and {@code fifoRequests} to FIFO queues
 * @param invocations of both functions
 * @param gigabyteSeconds that they run, times their memory
 * @param logBytes that they write
 * @param eventPollerHours of mappings in provisioned mode
 */
public record Usage(
    long standardRequests,
    long fifoRequests,
    long invocations,
    double gigabyteSeconds,
    long logBytes,
    double eventPollerHours) {
  private static final double KILO = 1e3;
  private static final double MEGA = 1e6;
  private static final double GIGA = 1e9;

  /** Lambda bills a gigabyte of 1,024 MB, and a second of 1,000 ms (Lambda pricing). */
  private static final double MEGABYTE_MILLISECONDS = 1024 * 1e3;

  static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0);

  /** With one type of queue. */
  static Usage of(
      QueueType queues,
      long requests,
      long invocations,
      long megabyteMilliseconds,
      long logBytes,
      double eventPollerHours) {
    boolean fifo = queues == QueueType.FIFO;
    return new Usage(
        fifo ? 0 : requests,
        fifo ? requests : 0,
        invocations,
        megabyteMilliseconds / MEGABYTE_MILLISECONDS,
        logBytes,
        eventPollerHours);
  }

  Usage plus(Usage other) {
    return new Usage(
        standardRequests + other.standardRequests,
        fifoRequests + other.fifoRequests,
        invocations + other.invocations,
        gigabyteSeconds + other.gigabyteSeconds,
        logBytes + other.logBytes,
        eventPollerHours + other.eventPollerHours);
  }

  public long sqsRequests() {
    return standardRequests + fifoRequests;
  }

  /** In US dollars, at today's rates. */
  public double dollars() {
    return parts().stream().mapToDouble(CostPart::dollars).sum();
  }

  /** What it is made of; event pollers only where there are any. */
  public List<CostPart> parts() {
    Rates rates = Rates.TODAY;
    List<CostPart> parts =
        List.of(
            new CostPart(
                "invocations",
                count(invocations, "invocation"),
                invocations * rates.lambdaRequest()),
            new CostPart(
                "gigabyteSeconds",
                String.format(Locale.ROOT, "%,.1f GB-s", gigabyteSeconds),
                gigabyteSeconds * rates.lambdaGigabyteSecond()),
            new CostPart(
                "sqsRequests",
                count(sqsRequests(), "SQS request"),
                standardRequests * rates.sqsStandardRequest()
                    + fifoRequests * rates.sqsFifoRequest()),
            new CostPart("logBytes", bytes() + " of logs", logBytes * rates.logsByte()),
            new CostPart(
                "eventPollerHours",
                String.format(Locale.ROOT, "%,.2f event poller hours", eventPollerHours),
                eventPollerHours * rates.eventPollerHour()));
    return eventPollerHours > 0 ? parts : parts.subList(0, parts.size() - 1);
  }

  /** All amounts in one line, with what each costs where that is a cent or more. */
  String words() {
    return parts().stream()
        .map(
            part ->
                part.dollars() < Dollars.CENT
                    ? part.amount()
                    : part.amount() + " (" + Dollars.text(part.dollars()) + ")")
        .collect(Collectors.joining(", "));
  }

  private static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? what : what + "s");
  }

  private String bytes() {
    if (logBytes < MEGA) {
      return String.format(Locale.ROOT, "%.0f kB", Math.ceil(logBytes / KILO));
    }
    return logBytes < GIGA
        ? String.format(Locale.ROOT, "%.0f MB", logBytes / MEGA)
        : String.format(Locale.ROOT, "%,.1f GB", logBytes / GIGA);
  }
}

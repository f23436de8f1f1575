import type { BenchEvent, SubjectResult } from "@tenetjs/bench";
import prettyMilliseconds from "pretty-ms";
import type { Terminal } from "../terminal/terminal.ts";

/** Shows on a terminal what is being measured, the time left, and the medians of each finished case. Elsewhere it prints nothing. */
export function benchProgress(terminal: Terminal): (event: BenchEvent) => void {
  return (event) => {
    if (!terminal.live) return;
    if (event.kind === "end") terminal.settle();
    if (event.kind === "step") {
      const { done, secondsLeft } = event;
      const left = secondsLeft === undefined ? "" : `${duration(secondsLeft)} left`;
      terminal.status([event.case.id, event.subject, `${Math.floor(100 * done)} %`, left].join("  "));
    }
    if (event.kind === "case") {
      const { id, unit, subjects } = event.result;
      const medians = subjects.flatMap((subject) => median(subject, unit));
      terminal.error(`${id}: ${medians.join(", ") || "nothing could be measured"}`);
    }
  };
}

function median(subject: SubjectResult, unit: string): string[] {
  return subject.status === "measured" ? [`${subject.id} ${figure.format(subject.median)} ${unit}`] : [];
}

const figure = new Intl.NumberFormat("en", { maximumSignificantDigits: 3, useGrouping: false });

function duration(seconds: number): string {
  return prettyMilliseconds(1000 * seconds, { compact: seconds > 60, secondsDecimalDigits: 0 });
}

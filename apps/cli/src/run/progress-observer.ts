import prettyMilliseconds from "pretty-ms";
import { deviceLine } from "../device-line.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { rememberedSteps } from "./recent-measures.ts";
import type { HeldOutMeasures, Measures, Observer, SourceMeasures } from "./run-event.ts";

/** An observer that shows a live status line on a terminal, and prints the result. Without a terminal it prints the result only. */
export function progressObserver(terminal: Terminal): Observer {
  let goal = 0;
  let held = "";
  return (event) => {
    switch (event.event) {
      case "start":
        goal = event.steps;
        if (terminal.live) {
          terminal.error(
            `${event.task}: ${event.parameters.toLocaleString("en")} parameters, on ${deviceLine(event)}`,
          );
        }
        return;
      case "step":
        terminal.status(
          [
            `step ${event.step} of ${goal}`,
            event.length === undefined ? "" : `length ${event.length}`,
            measures(event),
            held,
            `${rate(event.stepsPerSecond)} steps/s`,
            timeLeft((goal - event.step) / event.stepsPerSecond),
          ]
            .filter((part) => part !== "")
            .join("  "),
        );
        return;
      case "evaluation":
        held = `held out: ${heldOutMeasures(event.heldOut)}`;
        return;
      case "done":
        terminal.settle();
        terminal.out(`trained ${event.step} steps in ${duration(event.seconds)} on ${event.backend}`);
        terminal.out(
          `${`last ${Math.min(event.step, rememberedSteps)} steps`.padEnd(16)}${measures(event.train)}`,
        );
        terminal.out(`held out        ${heldOutMeasures(event.heldOut)}`);
        if (event.length !== undefined) terminal.out(`trained on      lengths of up to ${event.length}`);
        for (const line of sourceLines(event.sources ?? [])) terminal.out(line);
        if (event.chance !== undefined) terminal.out(`chance          ${measures(event.chance)}`);
        return;
      case "interrupted":
        terminal.settle();
        terminal.error(
          `stopped after step ${event.step}.${event.resume === null ? "" : ` Continue with: ${event.resume}`}`,
        );
        return;
      case "failed":
        terminal.settle();
        return;
      case "sample":
      case "saved":
        return;
    }
  };
}

/** The measures as "loss 0.0123  accuracy 0.998". */
export function measures({ loss, accuracy }: Measures): string {
  return `loss ${loss.toFixed(4)}  accuracy ${accuracy.toFixed(3)}`;
}

/** An indented line for each source, aligned with the lines above. */
function sourceLines(sources: readonly SourceMeasures[]): string[] {
  const width = Math.max(14, ...sources.map(({ name }) => name.length + 2));
  return sources.map((source) => `  ${source.name.padEnd(width)}${heldOutMeasures(source)}`);
}

/** The measures, with "2.210 bits per character" for text. */
function heldOutMeasures(found: HeldOutMeasures): string {
  const { bitsPerCharacter: bits } = found;
  return bits === undefined ? measures(found) : `${measures(found)}  ${bits.toFixed(3)} bits per character`;
}

/** The time left as "2m 5s left"; empty if it is unknown. */
export function timeLeft(seconds: number): string {
  return Number.isFinite(seconds) && seconds > 0 ? `${duration(seconds)} left` : "";
}

/** A duration in whole seconds, or in tenths below ten. */
export function duration(seconds: number): string {
  return prettyMilliseconds(seconds * 1000, { secondsDecimalDigits: seconds < 10 ? 1 : 0 });
}

/** A rate per second with about three digits. */
export function rate(perSecond: number): string {
  return perSecond >= 100 ? perSecond.toFixed(0) : perSecond.toPrecision(3);
}

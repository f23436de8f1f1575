import { measuredSubjects } from "../../report/measured-subjects.ts";
import { numberText } from "../../report/wording.ts";
import type { BenchEvent } from "../../run/bench.ts";
import { byId, element } from "./element.ts";

/** Clears the progress of the last run. Returns a function that shows the events of the next. */
export function showProgress(): (event: BenchEvent) => void {
  const [bar, step, log] = [
    byId("progress", HTMLProgressElement),
    byId("step", HTMLElement),
    byId("log", HTMLElement),
  ];
  log.replaceChildren();
  bar.value = 0;
  step.textContent = "Measuring the machine's limits";
  byId("run", HTMLElement).hidden = false;
  return (event) => {
    if (event.kind === "step") {
      const { done, secondsLeft, subject, doing } = event;
      bar.value = done;
      const left = secondsLeft === undefined ? "" : `, ${durationText(secondsLeft)} left`;
      step.textContent = `${Math.floor(100 * done)} %${left}. ${event.case.title}: ${subject} ${doing}`;
    } else if (event.kind === "case") {
      const { title, unit } = event.result;
      const medians = measuredSubjects(event.result).map(
        (subject) => `${subject.title} ${numberText(subject.median)} ${unit}`,
      );
      log.append(element("li", {}, `${title}: ${medians.join("; ") || "nothing could be measured"}`));
    } else {
      bar.value = 1;
      step.textContent = event.results.cases.length === 0 ? "Stopped before the first case" : "Done";
    }
  };
}

/** `40 s`, `12 min`, `1 h 5 min`. */
function durationText(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

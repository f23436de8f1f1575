import { labelled } from "../element/labelled.ts";
import { html } from "../element/make.ts";
import type { GateHost } from "./gate-host.ts";
import { timeAt, xAt, yAt } from "./gate-scales.ts";
import { movedText, movedTimes, withMoved } from "./moved-times.ts";
import { duration, signalAt, timestamps } from "./sampled-signal.ts";

/** Two sliders that pick a sample and move its timestamp. */
export type TimestampSliders = {
  readonly elements: readonly HTMLElement[];
  /** When each sample is read, by its number. Those that were moved may be out of order. */
  times(): readonly number[];
  /** When the picked sample is read; undefined before the reader picks one. */
  picked(): number | undefined;
};

/** The distance from a sample, in pixels, at which a pointer still picks it. */
const reach = 24;

/** The sliders, which dragging a sample in the figure moves too. `redraw` is called when another one is picked. */
export function timestampSliders(
  { settings, signal, locks }: GateHost,
  figure: SVGSVGElement,
  redraw: () => void,
): TimestampSliders {
  let picked: number | undefined;
  const sample = html("input", { type: "range", min: 1, step: 1, id: "sample" });
  const time = html("input", { type: "range", min: 0, max: duration, step: 0.5, id: "sample-time" });
  const [sampleValue, timeValue] = [sample, time].map(({ id }) =>
    html("output", { for: id, "aria-hidden": true }),
  ) as [HTMLOutputElement, HTMLOutputElement];
  const times = () => {
    const { sampling, samples, seed, moved } = settings.values;
    return withMoved(timestamps(sampling, samples, seed), movedTimes(moved));
  };
  const numberNow = () => picked ?? 1;

  const show = () => {
    const all = times();
    const now = all[numberNow() - 1] as number;
    sample.max = String(all.length);
    sample.value = String(numberNow());
    time.value = String(now);
    time.setAttribute("aria-valuetext", `${now.toFixed(1)} ms`);
    sampleValue.textContent = `${numberNow()} of ${all.length}`;
    timeValue.textContent = `${now.toFixed(1)} ms`;
    for (const input of [sample, time]) input.disabled = locks("moved");
  };
  const pick = (number: number) => {
    picked = number;
    show();
    redraw();
  };
  const move = (to: number) => {
    picked ??= 1;
    const moved = new Map(movedTimes(settings.values.moved)).set(picked, to);
    settings.change({ moved: movedText(moved) });
  };
  sample.oninput = () => pick(sample.valueAsNumber);
  time.oninput = () => move(time.valueAsNumber);

  const place = ({ clientX, clientY }: PointerEvent) => {
    const { left, top } = figure.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top, width: figure.viewBox.baseVal.width };
  };
  figure.onpointerdown = (event) => {
    const { x, y, width } = place(event);
    const at = xAt(width);
    const distances = times().map((time) => Math.hypot(at(time) - x, yAt(signalAt(time)) - y));
    const least = Math.min(...distances);
    if (least > reach || locks("moved")) return;
    event.preventDefault();
    figure.setPointerCapture(event.pointerId);
    pick(distances.indexOf(least) + 1);
  };
  figure.onpointermove = (event) => {
    if (!figure.hasPointerCapture(event.pointerId)) return;
    const { x, width } = place(event);
    move(timeAt(width)(x));
  };

  settings.watch((changed) => {
    // The timestamps that were moved are others now.
    if (!changed.includes("moved") && changed.some((name) => drawn.has(name))) {
      picked = undefined;
      settings.change({ moved: "" });
    }
    show();
  }, signal);
  show();
  return {
    elements: [
      labelled("Sample", sample, sampleValue, "Pick one here, or drag it in the figure."),
      labelled("Read at", time, timeValue, "The timestamp of that sample."),
    ],
    times,
    picked: () => (picked === undefined ? undefined : times()[picked - 1]),
  };
}

/** The controls that the timestamps are drawn from. */
const drawn: ReadonlySet<string> = new Set(["sampling", "samples", "seed"]);

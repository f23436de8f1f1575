import { html, svg } from "../element/make.ts";
import { columns } from "../figure/columns.ts";
import { onFrame } from "../figure/on-frame.ts";
import { watchWidth } from "../figure/watch-width.ts";
import { percent } from "../figure/words.ts";
import { drawReplay, likeliest, type ReplayScene, tracesOf } from "./draw-replay.ts";
import { drawUnits, unitAt } from "./draw-units.ts";
import type { Replay } from "./race-facts.ts";
import type { RaceHost } from "./race-host.ts";
import { nameLetters, type RaceRecord } from "./race-record.ts";

/** One palindrome in slow motion. */
export type RaceReplay = {
  readonly element: HTMLElement;
  /** Shows a race. One that has begun again forgets what it was asked. */
  show(record: RaceRecord): void;
};

/** The time for which a digit is shown, in milliseconds. */
const pause = 450;
/** The time after which the networks are asked again while they train, in milliseconds. */
const refresh = 700;

/** The slow motion, which asks the networks by `ask` how they read a palindrome. */
export function raceReplay(
  { signal }: RaceHost,
  ask: (row: number) => Promise<Replay | undefined>,
): RaceReplay {
  let record: RaceRecord | undefined;
  let replay: Replay | undefined;
  let [row, lane, read, width] = [0, 1, 0, 0];
  /** The unit that the reader chose; undefined as long as the one that holds most is shown. */
  let chosen: number | undefined;
  let pointed: number | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  let asked = 0;
  let asking = false;

  const play = html("button", { type: "button", class: "slow" }, "Play");
  const position = html("input", { type: "range", min: 0, max: 1, step: 1, id: "position" });
  const another = html("button", { type: "button" }, "Another one");
  const network = html("select", { id: "network" });
  const unit = html("input", { type: "range", min: 1, max: 2, step: 1, id: "unit" });
  const unitValue = html("output", { for: "unit", "aria-hidden": true });
  const positionValue = html("output", { for: "position", "aria-hidden": true });
  const figure = svg("svg", { role: "img" });
  const units = svg("svg", { class: "units", role: "img" });
  const unitsTitle = html("p", { class: "note" });
  const caption = html("figcaption");
  const figureElement = html("figure", {}, figure, caption);
  const element = html(
    "section",
    { class: "replay", part: "replay" },
    html("h3", {}, "One palindrome in slow motion"),
    html("div", { class: "buttons" }, play, another),
    html(
      "div",
      { class: "bar" },
      labelled("Digits read", position, positionValue),
      labelled("Network", network),
      labelled("Unit", unit, unitValue),
    ),
    unitsTitle,
    units,
    figureElement,
  );

  const unitNow = () => pointed ?? chosen ?? mostHolding(replay, lane);
  const lengthOf = () => (record?.length ?? 2) - 1;

  const draw = onFrame(() => {
    if (record === undefined || width === 0) return;
    const { lanes, palindromes } = record;
    const scene: ReplayScene = {
      columns: columns(width, lengthOf(), nameLetters(record)),
      lanes,
      digits: palindromes[row] as readonly number[],
      replay,
      read,
      lane,
      unit: unitNow(),
    };
    drawReplay(figure, scene);
    drawUnits(units, scene);
    position.max = String(lengthOf());
    position.value = String(read);
    positionValue.textContent = `${read} of ${lengthOf()}`;
    const count = tracesOf(scene)[0]?.values[0]?.length ?? 0;
    unit.max = String(Math.max(1, count));
    unit.value = String(scene.unit + 1);
    unit.disabled = replay !== undefined && count === 0;
    unitValue.textContent = count === 0 ? "" : `${scene.unit + 1} of ${count}`;
    unitsTitle.textContent =
      count === 0
        ? ""
        : `The units of the ${lanes[lane]?.name} ${read === 0 ? "before the first digit" : `after digit ${read}`}: point at one to see it below.`;
    const sentence = sentenceOf(scene);
    if (caption.textContent !== sentence) {
      caption.textContent = sentence;
      figure.setAttribute("aria-label", `One palindrome in slow motion. ${sentence}`);
    }
  }, signal);

  const askNow = async () => {
    if (asking) return;
    asking = true;
    const answer = await ask(row).catch(() => undefined);
    asking = false;
    if (answer === undefined) return;
    // The reader went on to another palindrome meanwhile.
    if (answer.row !== row) return void askNow();
    asked = performance.now();
    replay = answer;
    draw();
  };

  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    play.textContent = "Play";
  };
  const start = () => {
    if (read >= lengthOf()) read = 0;
    play.textContent = "Pause";
    timer = setInterval(() => {
      read = Math.min(lengthOf(), read + 1);
      if (read === lengthOf()) stop();
      draw();
    }, pause);
    void askNow();
    draw();
  };
  play.onclick = () => (timer === undefined ? start() : stop());
  position.oninput = () => {
    stop();
    read = position.valueAsNumber;
    draw();
  };
  another.onclick = () => {
    row = (row + 1) % (record?.palindromes.length ?? 1);
    replay = undefined;
    read = 0;
    void askNow();
    draw();
  };
  network.onchange = () => {
    lane = network.selectedIndex;
    chosen = undefined;
    draw();
  };
  unit.oninput = () => {
    chosen = unit.valueAsNumber - 1;
    draw();
  };
  units.onpointermove = (event) => {
    pointed = unitAt(units, event);
    draw();
  };
  units.onpointerleave = () => {
    pointed = undefined;
    draw();
  };
  units.onclick = (event) => {
    chosen = unitAt(units, event) ?? chosen;
    draw();
  };
  watchWidth(
    figureElement,
    (next) => {
      width = next;
      draw();
    },
    signal,
  );
  signal.addEventListener("abort", stop, { once: true });

  return {
    element,
    show(next) {
      if (next !== record) {
        const others = record?.length !== next.length;
        record = next;
        replay = undefined;
        chosen = undefined;
        // What is shown at first is a palindrome that was read to its end.
        if (others) read = lengthOf();
        lane = Math.min(1, next.lanes.length - 1);
        network.replaceChildren(...next.lanes.map(({ name }) => html("option", {}, name)));
        network.selectedIndex = lane;
        draw();
      }
      if (performance.now() - asked > refresh && next.lanes.some(({ accuracy }) => accuracy.length > 0))
        void askNow();
    },
  };
}

function labelled(text: string, input: HTMLElement, value?: HTMLElement): HTMLElement {
  const label = html("label", { for: input.id }, text);
  return html("div", { class: "field" }, label, ...(value === undefined ? [] : [value]), input);
}

/** The unit whose memory is largest after the last digit. */
function mostHolding(replay: Replay | undefined, lane: number): number {
  const memory = tracesOf({ replay, lane }).findLast(({ kind }) => kind === "state");
  const last = Array.from(memory?.values.at(-1) ?? [0], Math.abs);
  return last.indexOf(Math.max(...last));
}

/** What is shown now: "After 29 of 29 digits, the RNN would answer 4 (12 %) and the LSTM 7 (98 %). The first digit was 7." */
function sentenceOf({ lanes, replay, read, digits, columns }: ReplayScene): string {
  if (read === 0)
    return `The networks are about to read ${columns.count} digits, and have to name the first.`;
  const answers = lanes.flatMap(({ name }, index) => {
    const probabilities = replay?.lanes[index]?.answers[read - 1];
    if (probabilities === undefined) return [];
    const { digit, probability } = likeliest(probabilities);
    return [`the ${name} would answer ${digit} (${percent(probability)})`];
  });
  if (answers.length === 0) return "The networks have not been asked yet.";
  return `After ${read} of ${columns.count} digits, ${answers.join(", ")}. The first digit was ${digits[0]}.`;
}

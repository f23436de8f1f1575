import { html } from "../element/make.ts";
import { columns } from "../figure/columns.ts";
import { onFrame } from "../figure/on-frame.ts";
import { watchWidth } from "../figure/watch-width.ts";
import { type ReplayScene, tracesOf } from "./draw-replay.ts";
import { unitAt } from "./draw-units.ts";
import type { Replay } from "./race-facts.ts";
import type { RaceHost } from "./race-host.ts";
import { nameLetters, type RaceRecord } from "./race-record.ts";
import { replayParts, showScene } from "./replay-parts.ts";

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
/** The fraction of the time that asking them may take, for which they do not train. */
const askShare = 0.1;

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
  /** When the networks are asked again. */
  let due = 0;
  let asking = false;

  const parts = replayParts();
  const { play, another, position, network, unit, units } = parts;

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
    showScene(parts, scene);
  }, signal);

  const askNow = async () => {
    if (asking) return;
    asking = true;
    const start = performance.now();
    const answer = await ask(row).catch(() => undefined);
    asking = false;
    if (answer === undefined) return;
    // The reader went on to another palindrome meanwhile.
    if (answer.row !== row) return void askNow();
    const end = performance.now();
    due = end + Math.max(refresh, (end - start) / askShare);
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
    parts.figurePlace,
    (next) => {
      width = next;
      draw();
    },
    signal,
  );
  signal.addEventListener("abort", stop, { once: true });

  return {
    element: parts.element,
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
      if (performance.now() > due && next.lanes.some(({ accuracy }) => accuracy.length > 0)) void askNow();
    },
  };
}

/** The unit whose memory is largest after the last digit. */
function mostHolding(replay: Replay | undefined, lane: number): number {
  const memory = tracesOf({ replay, lane }).findLast(({ kind }) => kind === "state");
  const last = Array.from(memory?.values.at(-1) ?? [0], Math.abs);
  return last.indexOf(Math.max(...last));
}

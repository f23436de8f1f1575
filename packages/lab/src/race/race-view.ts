import { frame } from "../element/frame.ts";
import { onFrame } from "../figure/on-frame.ts";
import type { RecipePanel } from "../recipe/recipe-panel.ts";
import { raceControls } from "./race-controls.ts";
import type { Replay } from "./race-facts.ts";
import { accuracyFigure, gradientFigure, lossFigure } from "./race-figures.ts";
import type { RaceActions, RaceHost } from "./race-host.ts";
import type { RaceRecord } from "./race-record.ts";
import { raceReplay } from "./race-replay.ts";
import { raceScores } from "./race-scores.ts";

/** What `<tenet-race>` shows. */
export type RaceView = {
  /** Shows a record, in the next frame. */
  show(record: RaceRecord): void;
  showPlaying(playing: boolean, note: string): void;
  showPlace(line: string): void;
  /** Where the failure of the whole race is shown. */
  readonly place: Element;
};

/** Builds the parts of the element in `host.root`. */
export function raceView(
  host: RaceHost,
  record: RaceRecord,
  actions: RaceActions,
  panel: Pick<RecipePanel, "element">,
  ask: (row: number) => Promise<Replay | undefined>,
): RaceView {
  let shown = record;
  const scores = raceScores(host);
  const controls = raceControls(host, actions);
  const [accuracy, loss, gradient] = [accuracyFigure(), lossFigure(), gradientFigure()];
  const replay = raceReplay(host, ask);
  const figures = [accuracy, loss, gradient];

  const draw = onFrame(() => {
    scores.show(shown);
    controls.showStep(shown.step);
    for (const figure of figures) figure.draw(shown);
    replay.show(shown);
  }, host.signal);

  const parts = frame(
    host,
    "race",
    "A plain RNN forgets. An LSTM holds on, because its gradient does not die.",
    [
      ["score", scores.element],
      ["accuracy", accuracy.element],
      ["controls", controls.element],
      ["loss", loss.element],
      ["gradient", gradient.element],
      ["replay", replay.element],
      ["recipe", panel.element],
      ["settings", controls.settings],
    ],
  );
  for (const figure of figures) figure.watch(draw, host.signal);
  draw();
  return {
    show(next) {
      shown = next;
      draw();
    },
    showPlaying: controls.showPlaying,
    ...parts,
  };
}

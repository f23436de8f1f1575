import { html } from "../element/make.ts";
import { captioned, type Figure } from "../figure/captioned.ts";
import { cellLook } from "../figure/cell-look.ts";
import { drawLines, type Line } from "../figure/line-chart.ts";
import { niceLimit } from "../figure/nice-limit.ts";
import { onFrame } from "../figure/on-frame.ts";
import { textColors } from "./text-colors.ts";
import { textControls } from "./text-controls.ts";
import type { Programs } from "./text-facts.ts";
import { textFiles } from "./text-files.ts";
import type { TextActions, TextHost } from "./text-host.ts";
import { nameOf } from "./text-name.ts";
import type { TextRecord } from "./text-record.ts";
import { textScores } from "./text-scores.ts";
import { lossSentence } from "./text-sentences.ts";
import { textSource } from "./text-source.ts";
import { textStory } from "./text-story.ts";
import { textUnits } from "./text-units.ts";
import { textWriter } from "./text-writer.ts";

/** What `<tenet-text>` shows. */
export type TextView = {
  /** Shows the record, in the next frame. */
  show(): void;
  showPlaying(playing: boolean, note: string): void;
  showWriting(writing: boolean): void;
  showPlace(line: string): void;
  showPrograms(programs: Programs): void;
  /** Where errors are shown: of training, of a file, of a beginning, of saving. */
  readonly places: Readonly<Record<"run" | "source" | "prompt" | "files", Element>>;
};

/** Builds the parts of the element in `host.root`. */
export function textView(host: TextHost, record: TextRecord, actions: TextActions): TextView {
  const source = textSource(host, actions);
  const scores = textScores();
  const controls = textControls(host, actions);
  const loss = lossFigure(host);
  const writer = textWriter(host, actions);
  const story = textStory();
  const colors = textColors(host, actions);
  const units = textUnits(host);
  const files = textFiles(actions);
  const backend = html("p", { class: "note backend", part: "backend" }, "Starting …");
  const place = html("div", { class: "failure-place" });
  const shown = [source, scores, controls, loss, writer, story, colors, units];
  const draw = onFrame(() => {
    for (const part of shown)
      if ("draw" in part) part.draw(record);
      else part.show(record);
  }, host.signal);

  const visible = (all: readonly (readonly [string, Element])[]) =>
    all.filter(([name]) => !host.hides(name)).map(([, part]) => part);
  const learning = html(
    "div",
    { class: "learning" },
    ...visible([
      ["writer", writer.element],
      ["source", source.element],
      ["privacy", privacy()],
      ["score", scores.element],
      ["controls", controls.element],
      ["loss", loss.element],
    ]),
  );
  const parts: readonly (readonly [string, Element])[] = [
    ["claim", claim()],
    ["learning", learning],
    ["story", story.element],
    ["colors", colors.element],
    ["units", units.element],
    ["files", files.element],
    ["settings", controls.settings],
    ["backend", backend],
  ];
  host.root.append(html("div", { class: "text" }, place, ...visible(parts)));
  loss.watch(draw, host.signal);
  draw();
  return {
    show: draw,
    showPlaying: controls.showPlaying,
    showWriting: writer.showWriting,
    showPlace(line) {
      backend.textContent = line;
    },
    showPrograms: files.showPrograms,
    places: { run: place, source: source.element, prompt: writer.place, files: files.element },
  };
}

function claim(): HTMLElement {
  const sentence = "It learns spelling first, then words, then style. And your text never leaves this page.";
  return html(
    "div",
    { class: "claim-place" },
    html("slot", { name: "claim" }, html("h2", { class: "claim", part: "claim" }, sentence)),
  );
}

function privacy(): HTMLElement {
  return html(
    "details",
    { class: "privacy note", part: "privacy" },
    html("summary", {}, "Nothing that you drop here leaves this browser. How to check that"),
    html(
      "p",
      {},
      "Your text is read, and the network trained, by a worker of this page. Both are kept in this browser’s storage until you press Forget. To check: open the developer tools of your browser (F12) at Network; after loading, no request appears, whatever you do here. Or switch the network off: everything goes on. A site can have the browser enforce it, with the header Content-Security-Policy: connect-src 'none'; the response headers there show whether this one does.",
    ),
  );
}

function lossFigure({ settings }: TextHost): Figure<TextRecord> {
  return captioned<TextRecord>(
    "loss",
    "Loss, in nats a character",
    (target, record, width) => {
      const { cell } = settings.values;
      const guess = Math.log(record.begun?.vocabularySize ?? 60);
      const top = Math.ceil(guess);
      const training = record.evaluations.flatMap(({ step, trainingLoss }) =>
        trainingLoss === undefined ? [] : [[step, trainingLoss] as const],
      );
      drawLines(
        target,
        [
          ...heldOutLines(record, cell),
          { name: "training", look: cellLook(cell, 1), points: training, raw: record.batchLoss },
        ],
        {
          width,
          height: 220,
          x: { max: niceLimit(record.step, 50), label: "steps" },
          y: { domain: [0, top], ticks: Array.from({ length: top + 1 }, (_, tick) => tick), format: String },
          reference: { y: guess, label: "guess" },
        },
      );
    },
    lossSentence,
  );
}

/** A line for the held-out loss, or with two texts one for that on each. */
function heldOutLines({ begun, evaluations }: TextRecord, cell: Parameters<typeof cellLook>[0]): Line[] {
  const names = begun?.names ?? [];
  if (names.length < 2)
    return [
      {
        name: "held out",
        look: cellLook(cell, 0),
        points: evaluations.map(({ step, loss }) => [step, loss] as const),
      },
    ];
  return names.map((name, index) => ({
    name: nameOf(name).slice(0, 14),
    look: {
      ...cellLook(cell, 0),
      color: index === 0 ? "var(--rnn)" : "var(--own)",
      dash: index === 0 ? "none" : "2 3",
    },
    points: evaluations.flatMap(({ step, losses }) =>
      losses === undefined ? [] : [[step, losses[index] as number] as const],
    ),
  }));
}

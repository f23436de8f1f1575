import { labelled } from "../element/labelled.ts";
import { html, svg } from "../element/make.ts";
import { percent } from "../figure/words.ts";
import { drawReplay, likeliest, type ReplayScene, tracesOf } from "./draw-replay.ts";
import { drawUnits } from "./draw-units.ts";

export type ReplayParts = ReturnType<typeof replayParts>;

/** The buttons, inputs and figures of the slow motion. */
export function replayParts() {
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
  const figurePlace = html("figure", {}, figure, caption);
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
    figurePlace,
  );
  return {
    element,
    play,
    another,
    position,
    positionValue,
    network,
    unit,
    unitValue,
    unitsTitle,
    units,
    figure,
    figurePlace,
    caption,
  };
}

/** Shows a scene in the parts. */
export function showScene(parts: ReplayParts, scene: ReplayScene): void {
  const { position, positionValue, unit, unitValue, unitsTitle, units, figure, caption } = parts;
  const { columns, lanes, lane, read, replay } = scene;
  drawReplay(figure, scene);
  drawUnits(units, scene);
  position.max = String(columns.count);
  position.value = String(read);
  positionValue.textContent = `${read} of ${columns.count}`;
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

import { html } from "../element/make.ts";
import type { Passage } from "./text-facts.ts";
import type { TextActions, TextHost } from "./text-host.ts";
import type { TextRecord } from "./text-record.ts";
import { passageSentence, quoted, signed } from "./text-sentences.ts";

/** A held-out passage whose characters are coloured. */
export function textColors(
  host: TextHost,
  actions: TextActions,
): { readonly element: HTMLElement; show(record: TextRecord): void } {
  const text = html("p", { class: "passage" });
  const caption = html("figcaption");
  const legend = html("div", { class: "legend" });
  const pointed = html("p", { class: "note pointed" });
  const next = html("button", { type: "button" }, "Another passage");
  next.onclick = actions.nextPassage;
  const element = html(
    "section",
    { class: "colors", part: "colors" },
    html("div", { class: "heading" }, html("h3", {}, "A passage that it was not trained on"), next),
    html("div", { class: "pair" }, host.field("color"), host.field("unit")),
    html("figure", {}, text, legend, pointed, caption),
  );
  let shown: Passage | undefined;
  let colored = "";

  text.onpointermove = ({ target }) => {
    const index = [...text.children].indexOf(target as Element);
    if (shown === undefined || index < 0) return;
    const { characters, surprises, outputs, unit } = shown;
    pointed.textContent = `${quoted(characters[index] ?? "")}: a surprise of ${(surprises[index] ?? 0).toFixed(2)} nats; unit ${unit + 1} at ${signed(outputs[index] ?? 0)}.`;
  };
  text.onpointerleave = () => {
    pointed.textContent = "";
  };

  return {
    element,
    show(record) {
      const { passage } = record;
      const { color } = host.settings.values;
      if (passage === shown && color === colored) return;
      const others = passage?.characters.join("") !== shown?.characters.join("");
      shown = passage;
      colored = color;
      element.hidden = passage === undefined;
      if (passage === undefined) return;
      if (others) text.replaceChildren(...passage.characters.map(place));
      const paint = color === "surprise" ? surpriseColor : outputColor;
      const values = color === "surprise" ? passage.surprises : passage.outputs;
      for (const [index, child] of [...text.children].entries())
        (child as HTMLElement).style.background = paint(values[index] ?? 0);
      legend.replaceChildren(...legendOf(color));
      caption.textContent = passageSentence(record, color);
    },
  };
}

/** A place for a character. Lines break where those of the text do. */
function place(character: string): HTMLElement {
  return html("span", {}, character === "\n" ? "⏎\n" : character);
}

/** The surprise, in nats, that has the full colour. */
const mostSurprise = 5;

function surpriseColor(nats: number): string {
  const percent = Math.round((45 * Math.min(mostSurprise, nats)) / mostSurprise);
  return `color-mix(in oklab, var(--scale-high) ${percent}%, transparent)`;
}

/** Below zero, and above it: two hues that a colour-blind reader tells apart. */
function outputColor(output: number): string {
  const hue = output < 0 ? "var(--rnn)" : "var(--own)";
  return `color-mix(in oklab, ${hue} ${Math.round(60 * Math.min(1, Math.abs(output)))}%, transparent)`;
}

function legendOf(color: "surprise" | "unit"): Node[] {
  const [from, to, steps] =
    color === "surprise"
      ? (["0 nats", `${mostSurprise} or more`, [0, 1, 2, 3, 4, 5].map(surpriseColor)] as const)
      : (["−1", "1", [-1, -0.6, -0.3, 0, 0.3, 0.6, 1].map(outputColor)] as const);
  const scale = html("span", { class: "scale", "aria-hidden": true });
  for (const background of steps) {
    const step = html("i");
    step.style.background = background;
    scale.append(step);
  }
  return [html("span", {}, from), scale, html("span", {}, to)];
}

import { html } from "../element/make.ts";
import { percent } from "../figure/words.ts";
import type { Begun, Passage } from "./text-facts.ts";
import type { TextActions, TextHost } from "./text-host.ts";
import { titleOf } from "./text-name.ts";
import { originLegend, originSentence, originStyle } from "./text-origins.ts";
import type { TextRecord } from "./text-record.ts";
import { passageSentence, quoted, signed } from "./text-sentences.ts";

type Color = TextHost["settings"]["values"]["color"];

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
  let names: readonly string[] = [];

  text.onpointermove = ({ target }) => {
    const index = [...text.children].indexOf(target as Element);
    if (shown === undefined || index < 0) return;
    const { characters, surprises, outputs, unit, origins } = shown;
    const origin =
      origins === undefined ? "" : `; from ${titleOf(names[1] ?? "")} with ${percent(origins[index] ?? 0)}`;
    pointed.textContent = `${quoted(characters[index] ?? "")}: a surprise of ${(surprises[index] ?? 0).toFixed(2)} nats; unit ${unit + 1} at ${signed(outputs[index] ?? 0)}${origin}.`;
  };
  text.onpointerleave = () => {
    pointed.textContent = "";
  };

  return {
    element,
    show(record) {
      const { passage, begun } = record;
      const { color } = host.settings.values;
      if (passage === shown && color === colored) return;
      const others = passage?.characters.join("") !== shown?.characters.join("");
      shown = passage;
      colored = color;
      element.hidden = passage === undefined;
      if (passage === undefined || begun === undefined) return;
      names = begun.names;
      if (others) text.replaceChildren(...passage.characters.map(place));
      const styles = stylesOf(passage, color);
      for (const [index, child] of [...text.children].entries())
        (child as HTMLElement).style.cssText = styles[index] ?? "";
      legend.replaceChildren(...legendOf(color, begun));
      caption.textContent =
        color === "source" ? originSentence(begun, passage) : passageSentence(record, color);
    },
  };
}

/** A place for a character. Lines break where those of the text do. */
function place(character: string): HTMLElement {
  return html("span", {}, character === "\n" ? "⏎\n" : character);
}

function stylesOf({ surprises, outputs, origins = new Float32Array() }: Passage, color: Color): string[] {
  if (color === "source") return Array.from(origins, originStyle);
  const paint = color === "surprise" ? surpriseColor : outputColor;
  return Array.from(color === "surprise" ? surprises : outputs, (value) => `background: ${paint(value)}`);
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

function legendOf(color: Color, begun: Begun): Node[] {
  if (color === "source") return begun.names.length > 1 ? originLegend(begun) : [];
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

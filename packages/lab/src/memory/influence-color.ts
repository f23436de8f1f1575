import { html } from "../element/make.ts";

/** The powers of ten, of a norm in nats, at the two ends of the colour scale. */
const domain = [-2, 1] as const;

/** The most of the high colour that is mixed in, in percent: text stays readable on it. */
const most = 50;

/** The colour behind a character whose influence has this norm: one hue, on a logarithmic scale. */
export function influenceColor(norm: number): string {
  const [low, high] = domain;
  const share = Math.min(1, Math.max(0, (Math.log10(norm) - low) / (high - low)));
  return `color-mix(in oklab, var(--scale-high) ${Math.round(most * share)}%, transparent)`;
}

/** What the colours mean. */
export function influenceLegend(): Node[] {
  const [low, high] = domain;
  const scale = html("span", { class: "scale", "aria-hidden": true });
  const count = 12;
  for (let index = 0; index <= count; index += 1) {
    const step = html("i");
    step.style.background = influenceColor(10 ** (low + ((high - low) * index) / count));
    scale.append(step);
  }
  return [
    html("span", {}, `${10 ** low}`),
    scale,
    html("span", {}, `${10 ** high} nats`),
    html("span", { class: "meaning" }, "‖d logit / d input‖, on a logarithmic scale"),
    html(
      "span",
      { class: "meaning" },
      html("u", {}, "underlined"),
      ": the farthest with a tenth of the strongest",
    ),
  ];
}

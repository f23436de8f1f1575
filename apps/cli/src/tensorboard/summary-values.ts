import { visibleText } from "@tenetjs/core/internals";
import { histogramOf } from "./histogram.ts";
import { encodeHparams, type HparamsData, type SummaryValue } from "./messages.ts";

/** A point of a curve. */
export function scalar(tag: string, number: number): SummaryValue {
  return { tag, number };
}

/** The distribution of `values`; none if no value is finite. */
export function histogram(tag: string, values: ArrayLike<number>): SummaryValue[] {
  const found = histogramOf(values);
  return found === undefined ? [] : [{ tag, histogram: found }];
}

/** A text, which TensorBoard reads as Markdown. */
export function markdown(tag: string, text: string): SummaryValue {
  return {
    tag,
    tensor: { type: stringType, shape: { axes: [{ size: 1 }] }, strings: [text] },
    metadata: { plugin: { name: "text" } },
  };
}

/** `text` as it is, with control characters made visible. */
export function verbatim(tag: string, text: string): SummaryValue {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = "`".repeat(Math.max(3, longest + 1));
  return markdown(tag, `${fence}\n${visibleText(text)}\n${fence}`);
}

/** A picture. */
export function image(
  tag: string,
  picture: { readonly width: number; readonly height: number; readonly png: Uint8Array },
): SummaryValue {
  return { tag, image: { ...picture, channels: 4 } };
}

/** The options of a run, as the hparams plugin compares them. */
export function hparamsStart(options: Readonly<Record<string, unknown>>, startSeconds: number): SummaryValue {
  const hparams = Object.entries(options).flatMap(([key, value]) =>
    value === null || value === undefined ? [] : [{ key, value: hparamValue(value) }],
  );
  return hparamsValue("session_start_info", { sessionStart: { hparams, startSeconds } });
}

/** How a run ended. */
export function hparamsEnd(outcome: "success" | "failure", endSeconds: number): SummaryValue {
  const status = outcome === "success" ? 1 : 2;
  return hparamsValue("session_end_info", { sessionEnd: { status, endSeconds } });
}

function hparamsValue(name: string, data: HparamsData): SummaryValue {
  return {
    tag: `_hparams_/${name}`,
    metadata: { plugin: { name: "hparams", content: encodeHparams(data) } },
  };
}

function hparamValue(value: unknown) {
  if (typeof value === "number") return { number: value };
  if (typeof value === "boolean") return { truth: value ? (1 as const) : (0 as const) };
  return { text: typeof value === "string" ? value : JSON.stringify(value) };
}

/** DT_STRING of TensorFlow's types.proto. */
const stringType = 7;

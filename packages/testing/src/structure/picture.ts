import { phrase, problem } from "@tenetjs/core/internals";

/** What ARCHITECTURE.md's dependency picture says. Packages go by their folder's name: `cells`. */
export type Picture = {
  /** From the top down. */
  readonly layers: readonly (readonly string[])[];
  /** The packages of its own layer that a package may import. */
  readonly sideways: ReadonlyMap<string, readonly string[]>;
  /** Packages beside the layers: they may import anything, and only tests import them. */
  readonly beside: readonly string[];
  /** Entries from which tfjs is never reached: `core` for a package's root, `datasets/*` for the whole package. */
  readonly withoutTfjs: readonly string[];
  /** Entries that run in Node alone, `datasets/books`. All others load in browsers too. */
  readonly nodeAlone: readonly string[];
};

/**
 * The picture in `markdown`: its block marked "```text picture". Each line is a label and its items, two or more spaces apart:
 * `apps` and `L3`, `L2`, ... for the layers, `beside`, `no tfjs`, `node only`. In a layer, `models → cells` lets a
 * package import one of the same layer.
 *
 * @throws {Error} when there is no such block, or a line of it does not read so.
 */
export function readPicture(markdown: string): Picture {
  const block = /^```text picture\n(.*?)^```$/ms.exec(markdown)?.[1];
  if (block === undefined) {
    throw new Error(problem("readPicture", "a block marked ```text picture", phrase("none")));
  }
  const lines = block
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(readLine);
  const layers = lines.filter(({ label }) => /^(apps|L\d+)$/.test(label)).map(({ items }) => items);
  const list = (label: string) => lines.find((line) => line.label === label)?.items ?? [];
  return {
    layers: layers.map((items) => items.map((item) => readItem(item).name)),
    sideways: new Map(layers.flat().map((item) => [readItem(item).name, readItem(item).sideways])),
    beside: list("beside"),
    withoutTfjs: list("no tfjs"),
    nodeAlone: list("node only"),
  };
}

function readLine(line: string): { label: string; items: string[] } {
  const [label = "", ...items] = line.trim().split(/ {2,}/);
  if (items.length > 0 && /^(apps|L\d+|beside|no tfjs|node only)$/.test(label)) return { label, items };
  throw new Error(problem("readPicture", "a known label and its items, two spaces apart", line));
}

function readItem(item: string): { name: string; sideways: string[] } {
  const [name = "", sideways = ""] = item.split(" → ");
  return { name, sideways: sideways.split(", ").filter((other) => other !== "") };
}

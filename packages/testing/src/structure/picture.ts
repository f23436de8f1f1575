import { phrase, problem } from "@tenetjs/core/internals";

/** The dependency picture of ARCHITECTURE.md. Packages have the names of their folders: `cells`. */
export type Picture = {
  /** The packages of each layer, from top to bottom. */
  readonly layers: readonly (readonly string[])[];
  /** The packages of the same layer that a package may import. */
  readonly sideways: ReadonlyMap<string, readonly string[]>;
  /** Packages outside the layers. They may import anything, and only tests import them. */
  readonly beside: readonly string[];
  /** Entries from which tfjs must not be reachable: `core` for a package's root, `datasets/*` for the whole package. */
  readonly withoutTfjs: readonly string[];
  /** Entries that run only in Node, such as `datasets/books`. All others load in browsers too. */
  readonly nodeOnly: readonly string[];
};

/**
 * The picture in `markdown`: its block marked "```text picture". Each line is a label and its items, separated by two or more spaces.
 * Labels are `apps` and `L3`, `L2`, ... for the layers, `beside`, `no tfjs` and `node only`. In a layer, `models → cells` lets a
 * package import another of the same layer.
 *
 * @throws {Error} when there is no such block, or when a line has another form.
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
    nodeOnly: list("node only"),
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

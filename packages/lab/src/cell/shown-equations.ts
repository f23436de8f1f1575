import { children, type Expression, equations, type Recipe } from "@tenetjs/recipes";
import katex from "katex";
import { html } from "../element/make.ts";
import { signed } from "../figure/words.ts";

/** Equations with a number under each symbol. */
export type ShownEquations = {
  readonly element: HTMLElement;
  /** Shows the numbers of the expressions that are known by now. Equations of what works now are lit. */
  show(numbers: ReadonlyMap<Expression, number> | undefined, working: ReadonlySet<Expression>): void;
};

/**
 * The equations of a recipe as MathML, which every engine draws with the system's own fonts. Under each symbol stands its number, and under a sum of products that of
 * the sum.
 */
export function shownEquations(recipe: Recipe): ShownEquations {
  const ids = new Map<Expression, number>();
  const idOf = (node: Expression) => {
    const known = ids.get(node) ?? ids.size;
    ids.set(node, known);
    return known;
  };
  const lines = equations(recipe, {
    symbol: (latex, node) => `\\underset{\\text{${mark}${idOf(node)}${mark}}}{${latex}}`,
  });
  const expressions = [...ids.keys()];
  const shown = lines.map((line) => {
    const element = html("div", { class: "equation" }, mathOf(line));
    const places = [...element.querySelectorAll("mtext")].flatMap((place) => {
      const id = placeholder.exec(place.textContent ?? "")?.[1];
      return id === undefined ? [] : [{ place, node: expressions[Number(id)] as Expression }];
    });
    for (const { place } of places) place.textContent = blank;
    return { element, places, inside: insideOf(places[0]?.node, ids) };
  });
  return {
    element: html("div", { class: "lines" }, ...shown.map(({ element }) => element)),
    show(numbers, working) {
      for (const { element, places, inside } of shown) {
        element.classList.toggle(
          "now",
          inside.some((node) => working.has(node)),
        );
        for (const { place, node } of places) {
          const number = numbers?.get(node);
          const text = number === undefined ? blank : signed(number);
          if (place.textContent !== text) place.textContent = text;
        }
      }
    },
  };
}

/**
 * A formula as MathML. KaTeX puts what has something under it into an identifier or an operator, whose content browsers take for text, so a row takes their place. A
 * sum that has its number beneath it is marked.
 */
function mathOf(latex: string): Element {
  const text = katex.renderToString(latex, { output: "mathml", displayMode: true, throwOnError: false });
  const written = new DOMParser().parseFromString(text, "application/xml");
  const math = document.importNode(written.querySelector("math") ?? written.documentElement, true);
  // What KaTeX keeps for those who copy has the placeholders in it.
  math.querySelector("annotation")?.remove();
  for (const token of math.querySelectorAll("mi, mo")) {
    if (token.firstElementChild === null) continue;
    const row = document.createElementNS(math.namespaceURI, "mrow");
    row.append(...token.childNodes);
    token.replaceWith(row);
  }
  for (const under of math.querySelectorAll("munder")) {
    const symbol = under.firstElementChild;
    if (symbol?.textContent?.includes("+")) symbol.setAttribute("class", "sum");
  }
  return math;
}

/** What an equation computes: the node that it defines, and what leads to it without a symbol of its own. */
function insideOf(defined: Expression | undefined, named: ReadonlyMap<Expression, number>): Expression[] {
  if (defined === undefined) return [];
  const below = (node: Expression): Expression[] =>
    children(node).flatMap((child) => (named.has(child) ? [] : [child, ...below(child)]));
  return [defined, ...below(defined)];
}

/** What stands around the number of a placeholder. */
const mark = "@";
const placeholder = /^@(\d+)@$/;
const blank = "·";

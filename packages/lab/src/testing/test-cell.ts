import { expect, test } from "vitest";
import type { TenetCell } from "../cell/cell-definition.ts";
import { callIn } from "./call-in.ts";
import type { OpenLab } from "./describe-lab.ts";
import type { PageRecord } from "./page-record.ts";

declare const record: PageRecord;

/** A cell with one gate, as text. */
export const ownRecipe = `recipe({
  name: "mine",
  gates: ["keep", "candidate"],
  state: ["h"],
  memory: { keep: "keep" },
  step: ({ gates, state }) => {
    const keep = sigmoid(gates.keep);
    return { h: add(mul(keep, state.h), mul(sub(1, keep), tanh(gates.candidate))) };
  },
});`;

/** Defines the tests of `<tenet-cell>` that every engine has to pass. */
export function testCell(open: OpenLab): void {
  test("a recipe that came by a link runs once the reader allows it, and its network learns", async () => {
    const query = new URLSearchParams({
      recipe: ownRecipe,
      length: "4",
      "hidden-size": "16",
      "learning-rate": "0.05",
    });
    const tab = await open(`elements=tenet-cell&${query}`);
    expect(await callIn(tab, untilRecipe, "lstm")).toBe("lstm");
    expect(await callIn(tab, allow)).toContain("This link carries a recipe");
    expect(await callIn(tab, untilRecipe, "own")).toBe("mine");
    expect(await callIn(tab, untilAccurate, 0.5)).toBeGreaterThanOrEqual(0.5);
    expect(await callIn(tab, equationsShown)).toMatch(/^k.*=.*σ/);
    expect(await tab.errors()).toEqual([]);
  });

  test("a recipe that throws, cannot be parsed or hangs says so at its line, and the network before goes on", async () => {
    const tab = await open("elements=tenet-cell&length=4&hidden-size=8", { isolated: false });
    await callIn(tab, untilRecipe, "lstm");
    const steps = `step: ({ gates }) => {\n    return { h: tanh(gates.a) };\n  },`;
    const withLine = (line: string) =>
      `recipe({ name: "a", gates: ["a"], state: ["h"],\n  ${steps.replace("return", `${line}\n    return`)}\n});`;
    const failure = await callIn(tab, failureOf, withLine("nothing.at.all();"));
    expect(failure).toMatch(/^Line 3: /);
    expect(failure).toContain("nothing");
    expect(await callIn(tab, failureOf, withLine("const = 3;"))).toBe("Line 3: Unexpected token.");
    expect(await callIn(tab, failureOf, withLine("for (;;) {}"))).toMatch(
      /^The recipe had not ended after 2 seconds/,
    );
    expect(await callIn(tab, goesOn)).toBe("lstm");
    expect(await tab.errors()).toEqual([]);
  });
}

/** The name of the last recipe that was run, once it is that of a network with this cell. */
async function untilRecipe(cell: string): Promise<string> {
  type Detail = { readonly name: string; readonly cell: string };
  for (;;) {
    const last = record.events.findLast(({ type }) => type === "tenet-recipe")?.detail as Detail | undefined;
    if (last?.cell === cell) return last.name;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Allows the recipe of the link, and returns what the reader was asked. */
function allow(): string {
  const ask = document.querySelector("tenet-cell")?.shadowRoot?.querySelector(".ask") as HTMLElement;
  const asked = ask.hidden ? "" : (ask.textContent ?? "");
  ask.querySelector("button")?.click();
  return asked;
}

/** The accuracy of the reader's own cell once it is as good as that. */
async function untilAccurate(goal: number): Promise<number> {
  type Detail = { readonly cell: string; readonly accuracy: number };
  for (;;) {
    const last = record.events.findLast(({ type }) => type === "tenet-evaluation")?.detail as
      | Detail
      | undefined;
    if (last?.cell === "own" && last.accuracy >= goal) return last.accuracy;
    const failed = record.events.find(({ type }) => type === "tenet-failure");
    if (failed !== undefined) throw new Error(JSON.stringify(failed.detail));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The first equation, once it has a number. */
async function equationsShown(): Promise<string> {
  for (;;) {
    const found =
      document.querySelector("tenet-cell")?.shadowRoot?.querySelector(".equation")?.textContent ?? "";
    if (/\d\.\d\d/.test(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What the element says is wrong with a recipe. */
async function failureOf(recipe: string): Promise<string> {
  const { length } = record.events.filter(({ type }) => type === "tenet-failure");
  const element = document.querySelector("tenet-cell") as TenetCell;
  element.recipe = recipe;
  while (record.events.filter(({ type }) => type === "tenet-failure").length === length)
    await new Promise((resolve) => setTimeout(resolve, 20));
  return element.shadowRoot?.querySelector(".recipe .failure")?.textContent ?? "";
}

/** The cell of the network that is evaluated next. */
async function goesOn(): Promise<string> {
  const evaluations = () => record.events.filter(({ type }) => type === "tenet-evaluation");
  const { length } = evaluations();
  while (evaluations().length <= length) await new Promise((resolve) => setTimeout(resolve, 50));
  return (evaluations().at(-1) as { readonly detail: { readonly cell: string } }).detail.cell;
}

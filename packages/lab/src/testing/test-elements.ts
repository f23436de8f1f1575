import type { Tab } from "@tenetjs/conformance/engines";
import { expect, test } from "vitest";
import { callIn } from "./call-in.ts";
import type { OpenLab } from "./describe-lab.ts";
import type { PageRecord } from "./page-record.ts";

declare const record: PageRecord;

/** An element in the smallest form that shows all of it, and the event that tells that it works. */
type ElementCase = { readonly name: string; readonly query: string; readonly event: string };

const elementCases: readonly ElementCase[] = [
  { name: "tenet-cell", query: "length=5&hidden-size=8", event: "tenet-evaluation" },
  { name: "tenet-limits", query: "length=8&hidden-size=8", event: "tenet-evaluation" },
  { name: "tenet-starts", query: "length=4&hidden-size=8&seeds=2", event: "tenet-evaluation" },
  { name: "tenet-memory", query: "hidden-size=8&third=none", event: "tenet-look" },
  { name: "tenet-gate", query: "hidden-size=8&other=none", event: "tenet-evaluation" },
  { name: "tenet-device", query: "among=wasm&sizes=64&seconds=1", event: "tenet-checked" },
];

/** Defines the test of each element that every engine has to pass. `further` checks more of the same page, and says what at the end of the test's name. */
export function testElements<Opened extends Tab>(
  open: OpenLab<Opened>,
  further?: { readonly name: string; check(tab: Opened): Promise<void> },
): void {
  const title = `$name works, and says what it shows${further?.name ?? ""}`;
  test.each(elementCases)(title, async ({ name, query, event }) => {
    const tab = await open(`elements=${name}&${query}`, { isolated: false });
    const [first, last] = await callIn(tab, sentences, event);
    expect(first).not.toBe("");
    expect(last).not.toBe(first);
    await further?.check(tab);
    expect(await tab.errors()).toEqual([]);
  });
}

/** What the element says at the beginning, and after some events. */
async function sentences(event: string): Promise<[string, string]> {
  const element = document.querySelector("main > :last-child");
  const text = () =>
    [...(element?.shadowRoot?.querySelectorAll(".summary, figcaption") ?? [])]
      .map(({ textContent }) => textContent)
      .join(" ");
  while (text() === "") await new Promise((resolve) => setTimeout(resolve, 20));
  const first = text();
  while (record.events.filter(({ type }) => type === event).length < 1 || text() === first) {
    const failed = record.events.find(({ type }) => type === "tenet-failure");
    if (failed !== undefined) throw new Error(JSON.stringify(failed.detail));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return [first, text()];
}

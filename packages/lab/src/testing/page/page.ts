/*
 * The page of the tests. Its address says which elements it has: `?elements=tenet-race` or, for two, `?elements=tenet-race,tenet-race`. It keeps their
 * events, and answers questions about them.
 */
import "../../cell/index.ts";
import "../../device/index.ts";
import "../../gate/index.ts";
import "../../limits/index.ts";
import "../../memory/index.ts";
import "../../race/index.ts";
import "../../starts/index.ts";
import "../../text/index.ts";
import { elements } from "../../elements.ts";
import type { PageRecord } from "../page-record.ts";

const record: PageRecord = { events: [] };

/** The accuracies of the networks at the last evaluation. */
function lastAccuracies(): number[] {
  type Detail = { readonly lanes: readonly { readonly accuracy: number }[] };
  const last = record.events.findLast(({ type }) => type === "tenet-evaluation")?.detail as
    | Detail
    | undefined;
  return last?.lanes.map(({ accuracy }) => accuracy) ?? [0];
}

Object.assign(globalThis, { record, lastAccuracies });

for (const type of new Set(elements.flatMap(({ events }) => Object.keys(events))))
  addEventListener(type, ({ detail }: CustomEventInit) => {
    record.events.push({ type, detail, time: performance.now() });
  });

const main = document.querySelector("main") as HTMLElement;
const asked = new URLSearchParams(location.search).get("elements") ?? "";
for (const name of asked.split(",").filter((name) => name !== "")) {
  const element = document.createElement(name);
  element.setAttribute("address", "");
  main.append(element);
}

/* The page: the choice of what to measure, the run, and its report. Events on the window report the run to a program that drives the page. */
import { allCases } from "../../cases/all-cases.ts";
import { bench, type Host } from "../../run/bench.ts";
import { plan, type Selection } from "../../run/plan.ts";
import { allSubjects } from "../../subjects/all-subjects.ts";
import type { About } from "../about.ts";
import type { PageEvent } from "../page-event.ts";
import { selectionIn } from "../selection-query.ts";
import { byId } from "./element.ts";
import { pageHost } from "./page-host.ts";
import { showProgress } from "./show-progress.ts";
import { showResults } from "./show-results.ts";
import { showSuite } from "./show-suite.ts";

const form = byId("choices", HTMLFormElement);
const [start, stop] = [byId("start", HTMLButtonElement), byId("stop", HTMLButtonElement)];
const everyone = allSubjects(navigator.hardwareConcurrency);

try {
  await open();
} catch (error) {
  refuse(error);
}

async function open(): Promise<void> {
  byId("isolation", HTMLElement).hidden = crossOriginIsolated;
  const asked = selectionIn(location.search);
  // Refuses a pattern without a match.
  plan(asked, allCases, everyone);
  const about = await readAbout();
  const selected = await showSuite(form, everyone, { about, asked });
  form.onsubmit = (event) => {
    event.preventDefault();
    const selection = selected();
    if (selection === undefined) return showProblem("Select at least one case and one subject.");
    const named = selection.subjects?.some((id) => id.includes("webgpu")) ?? false;
    void run(selection, pageHost(about, { softwareGpu: asked.softwareGpu || named }));
  };
  start.disabled = false;
  if (new URLSearchParams(location.search).has("start")) form.requestSubmit();
}

async function run(selection: Selection, host: Host): Promise<void> {
  const controller = new AbortController();
  stop.onclick = () => controller.abort();
  setRunning(true);
  byId("problem", HTMLElement).hidden = true;
  byId("results", HTMLElement).hidden = true;
  try {
    const show = showProgress();
    const { mode } = selection;
    const planned = plan(selection, allCases, everyone);
    for await (const event of bench({ host, plan: planned, mode, signal: controller.signal })) {
      show(event);
      if (event.kind === "end") showResults(event.results);
      tell(event);
    }
  } catch (error) {
    refuse(error);
  } finally {
    setRunning(false);
  }
}

function setRunning(running: boolean): void {
  for (const fieldset of form.querySelectorAll("fieldset")) fieldset.disabled = running;
  start.disabled = running;
  stop.disabled = !running;
}

/** The server's `/about.json`; an unknown commit and no versions where another server serves the page. */
async function readAbout(): Promise<About> {
  const response = await fetch("/about.json");
  return response.ok ? ((await response.json()) as About) : { commit: "unknown", served: {} };
}

function refuse(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  showProblem(reason);
  tell({ kind: "refused", reason });
}

function showProblem(text: string): void {
  const place = byId("problem", HTMLElement);
  place.textContent = text;
  place.hidden = false;
}

function tell(detail: PageEvent): void {
  dispatchEvent(new CustomEvent("bench", { detail }));
}

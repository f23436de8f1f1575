/* The page: what is to be measured, the run, and its report. What happens is told as events of the window, for a program that drives it. */
import { allCases } from "../../cases/all-cases.ts";
import { bench } from "../../run/bench.ts";
import { matches } from "../../run/pattern.ts";
import { plan, type Selection } from "../../run/plan.ts";
import { allSubjects } from "../../subjects/all-subjects.ts";
import type { About } from "../about.ts";
import { selectionIn } from "../selection-query.ts";
import type { Told } from "../told.ts";
import { showChoices } from "./choices.ts";
import { byId } from "./element.ts";
import { pageHost } from "./page-host.ts";
import { showProgress } from "./show-progress.ts";
import { showResults } from "./show-results.ts";

const form = byId("choices", HTMLFormElement);
const [start, stop] = [byId("start", HTMLButtonElement), byId("stop", HTMLButtonElement)];
const fieldsets = form.querySelectorAll("fieldset");
const everyone = allSubjects(navigator.hardwareConcurrency);

try {
  await open();
} catch (error) {
  refuse(error);
}

async function open(): Promise<void> {
  byId("isolation", HTMLElement).hidden = crossOriginIsolated;
  const asked = selectionIn(location.search);
  // A pattern that stands for nothing is refused.
  plan(asked, allCases, everyone);
  const about = await readAbout();
  const reasons = async (softwareGpu: boolean) => {
    const host = pageHost(about, { softwareGpu });
    return Promise.all(everyone.map((subject) => host.whyMissing(subject)));
  };
  const [notes, obstacles] = [await reasons(false), await reasons(true)];
  const ids = everyone.map(({ id }) => id);
  const able = ids.filter((_, index) => notes[index] === undefined);
  // These are not ticked by a mode, but can be by hand.
  const onSoftwareGpu = ids.filter((id, index) => !able.includes(id) && obstacles[index] === undefined);

  const ofMode = (mode: Selection["mode"]) => {
    const planned = plan({ mode }, allCases, everyone);
    const measurable = planned.filter((entry) => entry.case.measure !== "memory");
    const taken = new Set(planned.flatMap(({ subjects }) => subjects.map(({ id }) => id)));
    return { cases: measurable.map((entry) => entry.case.id), subjects: able.filter((id) => taken.has(id)) };
  };
  const mode = () => (new FormData(form).get("mode") === "full" ? "full" : "quick");
  const cases = showChoices(
    byId("cases", HTMLFieldSetElement),
    allCases.map(({ id, title, measure }) =>
      measure === "memory"
        ? { id, title, disabled: true, note: "a page cannot tell how much memory a worker has held" }
        : { id, title, disabled: false },
    ),
    { example: "train/*", reset: () => cases.tick(ofMode(mode()).cases) },
  );
  const subjects = showChoices(
    byId("subjects", HTMLFieldSetElement),
    everyone.map(({ id, title }, index) => ({
      id,
      title,
      disabled: obstacles[index] !== undefined,
      note: notes[index],
    })),
    { example: "tenet-*", reset: () => subjects.tick(ofMode(mode()).subjects) },
  );
  const tickMode = () => {
    cases.tick(ofMode(mode()).cases);
    subjects.tick(ofMode(mode()).subjects);
  };
  /** Where nobody changed what the mode ticked, the mode decides, as on the command line. */
  const selection = (): Selection => {
    const usual = ofMode(mode());
    const changed = (ids: string[], from: string[]) => (ids.join() === from.join() ? [] : ids);
    return {
      mode: mode(),
      cases: changed(cases.ticked(), usual.cases),
      subjects: changed(subjects.ticked(), usual.subjects),
    };
  };

  for (const radio of form.querySelectorAll<HTMLInputElement>("[name=mode]")) {
    radio.checked = radio.value === asked.mode;
    radio.onchange = tickMode;
  }
  tickMode();
  const like = (all: readonly { id: string }[], patterns: readonly string[]) =>
    all.map(({ id }) => id).filter((id) => matches(id, patterns));
  if (asked.cases.length > 0) cases.tick(like(allCases, asked.cases));
  if (asked.subjects.length > 0) {
    const wanted = everyone.filter(({ id }) => asked.softwareGpu || !onSoftwareGpu.includes(id));
    subjects.tick(like(wanted, asked.subjects));
  }

  form.onsubmit = (event) => {
    event.preventDefault();
    if (cases.ticked().length === 0 || subjects.ticked().length === 0) {
      return showProblem("Tick a case and a subject at least.");
    }
    void run(selection(), about);
  };
  start.disabled = false;
  if (new URLSearchParams(location.search).has("start")) form.requestSubmit();
}

async function run(selection: Selection, about: About): Promise<void> {
  const controller = new AbortController();
  stop.onclick = () => controller.abort();
  setRunning(true);
  byId("problem", HTMLElement).hidden = true;
  byId("results", HTMLElement).hidden = true;
  try {
    const show = showProgress();
    const softwareGpu = selection.subjects?.some((id) => id.includes("webgpu")) ?? false;
    const host = pageHost(about, { softwareGpu });
    const planned = plan(selection, allCases, everyone);
    for await (const event of bench({
      host,
      plan: planned,
      mode: selection.mode,
      signal: controller.signal,
    })) {
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
  for (const fieldset of fieldsets) fieldset.disabled = running;
  start.disabled = running;
  stop.disabled = !running;
}

/** What the page's server says of itself; where another serves the page, nothing is known. */
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

function tell(detail: Told): void {
  dispatchEvent(new CustomEvent("bench", { detail }));
}

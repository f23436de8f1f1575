import { allCases } from "../../cases/all-cases.ts";
import { matches } from "../../run/pattern.ts";
import { plan, type Selection } from "../../run/plan.ts";
import type { Subject } from "../../subjects/subject.ts";
import type { About } from "../about.ts";
import type { PageSelection } from "../selection-query.ts";
import { showChoices } from "./choices.ts";
import { byId } from "./element.ts";
import { pageHost, whyNoMemory } from "./page-host.ts";

/**
 * Lists cases and subjects in the page's form, with the reasons why some cannot be measured. Checks what the address asks for, or else what
 * the mode measures. Returns a function that returns the form's selection; undefined where no case or no subject is checked.
 */
export async function showSuite(
  form: HTMLFormElement,
  everyone: readonly Subject[],
  { about, asked }: { readonly about: About; readonly asked: Required<PageSelection> },
): Promise<() => Selection | undefined> {
  const ids = everyone.map(({ id }) => id);
  const reasons = (softwareGpu: boolean) => {
    const host = pageHost(about, { softwareGpu });
    return Promise.all(everyone.map((subject) => host.whyMissing(subject)));
  };
  // Subjects on a software adapter can be checked by hand. Modes and patterns check them only if the address allows it.
  const [notes, obstacles] = [await reasons(asked.softwareGpu), await reasons(true)];
  const able = ids.filter((_, index) => notes[index] === undefined);
  const byHand = ids.filter((_, index) => notes[index] !== undefined && obstacles[index] === undefined);

  const cases = showChoices(
    byId("cases", HTMLFieldSetElement),
    allCases.map(({ id, title, measure }) => {
      const disabled = measure === "memory";
      return { id, title, disabled, note: disabled ? whyNoMemory : undefined };
    }),
    { example: "train/*", reset: () => cases.tick(usual().cases) },
  );
  const subjects = showChoices(
    byId("subjects", HTMLFieldSetElement),
    everyone.map(({ id, title }, index) => {
      return { id, title, disabled: obstacles[index] !== undefined, note: notes[index] };
    }),
    { example: "tenet-*", reset: () => subjects.tick(usual().subjects) },
  );

  const mode = () => (new FormData(form).get("mode") === "full" ? "full" : "quick");
  const usual = () => {
    const planned = plan({ mode: mode() }, allCases, everyone);
    const taken = new Set(planned.flatMap((entry) => entry.subjects.map(({ id }) => id)));
    const measurable = planned.filter((entry) => entry.case.measure !== "memory");
    return { cases: measurable.map((entry) => entry.case.id), subjects: able.filter((id) => taken.has(id)) };
  };
  const tickUsual = () => {
    cases.tick(usual().cases);
    subjects.tick(usual().subjects);
  };
  for (const radio of form.querySelectorAll<HTMLInputElement>("[name=mode]")) {
    radio.checked = radio.value === asked.mode;
    radio.onchange = tickUsual;
  }
  tickUsual();
  if (asked.cases.length > 0) {
    cases.tick(allCases.map(({ id }) => id).filter((id) => matches(id, asked.cases)));
  }
  if (asked.subjects.length > 0) {
    subjects.tick(ids.filter((id) => matches(id, asked.subjects) && !byHand.includes(id)));
  }

  return () => {
    const ticked = { cases: cases.ticked(), subjects: subjects.ticked() };
    if (ticked.cases.length === 0 || ticked.subjects.length === 0) return undefined;
    // An unchanged list is passed on as empty, so that the mode decides, as on the command line.
    const changed = (list: "cases" | "subjects") =>
      ticked[list].join() === usual()[list].join() ? [] : ticked[list];
    return { mode: mode(), cases: changed("cases"), subjects: changed("subjects") };
  };
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { allCases } from "../cases/all-cases.ts";
import { allSubjects } from "../subjects/all-subjects.ts";
import { matches } from "./pattern.ts";
import { plan } from "./plan.ts";

const subjects = allSubjects(2);

test("the quick mode selects its own cases and subjects", () => {
  const planned = plan({ mode: "quick" }, allCases, subjects);
  expect(planned.length).toBeGreaterThan(3);
  expect(planned.every((entry) => entry.case.quick)).toBe(true);
  expect(planned[0]?.subjects.every(({ quick }) => quick)).toBe(true);
});

test("what is named is selected, whatever the mode and the case's own subjects", () => {
  const planned = plan(
    { mode: "quick", cases: ["scaling/hidden-*"], subjects: ["tenet-cpu"] },
    allCases,
    subjects,
  );
  expect(planned.map((entry) => entry.case.id)).toContain("scaling/hidden-1024");
  expect(planned.flatMap((entry) => entry.subjects.map(({ id }) => id))).toEqual(
    planned.map(() => "tenet-cpu"),
  );
});

test("a subject is left out of cases that it cannot do", () => {
  const [training] = plan({ mode: "full", cases: ["train/text-phased-lstm-*"] }, allCases, subjects);
  expect(training?.subjects.map(({ adapter }) => adapter)).not.toContain("pytorch");
  expect(training?.subjects.length).toBeGreaterThan(0);
});

test("a pattern without a match is refused, with a list of the names", () => {
  expect(() => plan({ mode: "quick", cases: ["trian/*"] }, allCases, subjects)).toThrow(
    /expected the name or pattern of a case, got trian\/\*\. Choose from train\/palindrome-10,/,
  );
  expect(() => plan({ mode: "quick", subjects: ["torch"] }, allCases, subjects)).toThrow(/of a subject/);
});

test("a pattern matches itself, and only * and ? are special", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (id, other) => {
      expect(matches(id, [id.replace(/./gsu, (mark) => (mark === "*" || mark === "?" ? "?" : mark))])).toBe(
        true,
      );
      expect(matches(id, ["*"])).toBe(true);
      const plain = other.replace(/[*?]/g, "");
      expect(matches(id, [plain])).toBe(id === plain);
    }),
  );
});

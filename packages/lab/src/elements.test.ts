import { cellNames } from "@tenetjs/cells";
import { initialisationNames } from "@tenetjs/models";
import { optimizerNames } from "@tenetjs/training";
import { describe, expect, test } from "vitest";
import type { Controls } from "./element/control.ts";
import { isValueOf, kebabCase } from "./element/control-text.ts";
import type { Definition } from "./element/definition.ts";
import { elements } from "./elements.ts";
import { cellChoices } from "./training/cell-choices.ts";
import { initialisationChoices, optimizerChoices } from "./training/network-choices.ts";

describe.each(elements.map((element) => [element.name, element as Definition] as const))(
  "%s",
  (_, element) => {
    const { controls, presets, commands } = element;

    test("has controls whose values by default they can have", () => {
      const wrong = Object.entries(controls as Controls).filter(
        ([, control]) => !isValueOf(control, control.default),
      );
      expect(wrong).toEqual([]);
    });

    test("has presets of its own controls", () => {
      for (const { values } of Object.values(presets))
        for (const [name, value] of Object.entries(values))
          expect(isValueOf(controls[name] as Controls[string], value), `${name} ${value}`).toBe(true);
    });

    test("has no name twice, and none that HTML gives a meaning", () => {
      const names = [...Object.keys(controls), ...Object.keys(commands)];
      expect(new Set(names).size).toBe(names.length);
      const taken =
        "class id style title lang dir hidden slot part role name value type tabindex draggable translate";
      expect(names.map(kebabCase).filter((name) => taken.split(" ").includes(name))).toEqual([]);
    });
  },
);

test("the choices of a form are the names that the packages have", () => {
  expect(Object.keys(cellChoices).toSorted()).toEqual([...cellNames].toSorted());
  expect(Object.keys(initialisationChoices).toSorted()).toEqual([...initialisationNames].toSorted());
  expect(Object.keys(optimizerChoices).toSorted()).toEqual([...optimizerNames].toSorted());
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Definition, elements } from "@tenetjs/lab";
import { describe, expect, test } from "vitest";
import { labElements } from "./site/lab-elements.ts";
import { markdownRoutes, root } from "./site/routes.ts";

const definitions = new Map<string, Definition>(elements.map((element) => [element.name, element]));
const routes = [...markdownRoutes()].filter(([, route]) => route.startsWith("lab/"));

test("each element of the lab is loaded on pages that contain it, and has one", () => {
  expect(Object.keys(labElements).toSorted()).toEqual([...definitions.keys()].toSorted());
  const shown = routes.flatMap(([file]) => placesIn(file).map(({ name }) => name));
  expect([...definitions.keys()].filter((name) => !shown.includes(name))).toEqual([]);
});

describe.each(routes)("%s", (file) => {
  test("sets, locks and hides what its elements have", () => {
    expect(placesIn(file).flatMap(faultsIn)).toEqual([]);
  });
});

/** An element in a page, in a link or in a frame, with what is set there. */
type Place = { readonly name: string; readonly values: readonly (readonly [string, string])[] };

function placesIn(file: string): Place[] {
  const text = readFileSync(join(root, file), "utf8");
  const written = [...text.matchAll(/^<(tenet-[a-z]+)([^>]*)>/gm)].map(([, name = "", attributes = ""]) => ({
    name,
    values: [...attributes.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(
      ([, attribute = "", value = ""]) => [attribute, value] as const,
    ),
  }));
  const linked = [...text.matchAll(/(?:\/embed\/|\(|\/)([a-z]+)(?:\.md|\/)\?([^)"\s]*)/g)].map(
    ([, element, query]) => ({ name: `tenet-${element}`, values: [...new URLSearchParams(query)] }),
  );
  return [...written, ...linked];
}

/** What an element does not have, or cannot be. */
function faultsIn({ name, values }: Place): string[] {
  const definition = definitions.get(name);
  if (definition === undefined) return [`There is no element ${name}.`];
  const { controls, presets, parts } = definition;
  const kebab = (control: string) => control.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const byName = new Map(Object.entries(controls).map(([control, described]) => [kebab(control), described]));
  return values
    .filter(([attribute, value]) => {
      if (attribute === "address" || attribute === "id") return false;
      if (attribute === "preset") return !(value in presets);
      const names = value.split(/[\s,]+/);
      if (attribute === "lock") return !names.every((each) => byName.has(each));
      if (attribute === "hide") return !names.every((each) => byName.has(each) || each in parts);
      const control = byName.get(attribute);
      if (control === undefined) return true;
      if (control.kind === "choice") return !(value in control.choices);
      if (control.kind === "range") return !(Number(value) >= control.min && Number(value) <= control.max);
      return control.kind === "toggle" && !["true", "false", ""].includes(value);
    })
    .map(([attribute, value]) => `${name} cannot have ${attribute}="${value}".`);
}

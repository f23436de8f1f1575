import { join } from "node:path";
import { alignedTable, fillQuotes } from "@tenetjs/bench";
import { type Control, type Controls, type Definition, elements, theme } from "@tenetjs/lab";

/** The path of the README that describes all elements. */
export const labReadme = join(import.meta.dirname, "../../packages/lab/README.md");

/** The README's text, with its reference of each element and of the theme renewed from their definitions. */
export function withElements(markdown: string): string {
  const references = elements.map((element: Definition) => [element.name, reference(element)] as const);
  return fillQuotes(markdown, { ...Object.fromEntries(references), theme: themeTable() }, labReadme, "lab");
}

function reference({ controls, presets, commands, events, parts }: Definition): string {
  const rows = (described: Readonly<Record<string, string>>) =>
    Object.entries(described).map(([name, use]) => [code(name), use]);
  return [
    alignedTable({
      columns: ["attribute and parameter", "property", "values", "default", "a change", "what it is"],
      rows: Object.entries(controls as Controls).map(([name, control]) => [
        code(kebabCase(name)),
        code(name),
        valuesOf(control),
        control.default === "" ? "" : code(String(control.default)),
        control.effect === "restarts" ? "restarts" : "acts at once",
        control.help,
      ]),
    }),
    alignedTable({
      columns: ["preset", "what it shows"],
      rows: rows(Object.fromEntries(Object.entries(presets).map(([name, { summary }]) => [name, summary]))),
    }),
    alignedTable({ columns: ["method", "what it does"], rows: rows(callable(commands)) }),
    alignedTable({ columns: ["event", "when"], rows: rows(events) }),
    alignedTable({ columns: ["part", "what it is"], rows: rows(parts) }),
  ].join("\n\n");
}

function callable(commands: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(commands).map(([name, use]) => [`${name}()`, use]));
}

function valuesOf(control: Control): string {
  if (control.kind === "toggle") return "`true`, `false`";
  if (control.kind === "text") return "a text";
  if (control.kind === "choice") return Object.keys(control.choices).map(code).join(", ");
  const scale = control.scale === "log" ? ", on a logarithmic scale" : "";
  return `${control.min} to ${control.max}${scale}`;
}

function themeTable(): string {
  return alignedTable({
    columns: ["custom property", "light", "dark", "for"],
    rows: Object.entries(theme).map(([name, { light, dark, use }]) => [
      code(`--${name}`),
      code(light),
      code(dark),
      use,
    ]),
  });
}

function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function code(text: string): string {
  return `\`${text}\``;
}

import { repository } from "../site/routes.ts";
import type { Declaration } from "./declaration.ts";
import type { EntryPoint } from "./entry-points.ts";

/** What a page of the reference needs beside its own declarations. */
export type ReferenceContext = {
  /** The address of the declaration of a type, seen from an entry; undefined for types of other libraries. */
  linkTo(type: string, from: EntryPoint): string | undefined;
  /** The pages with an example that imports the name from the entry. */
  examplesOf(
    name: string,
    entry: EntryPoint,
  ): ReadonlyArray<{ readonly title: string; readonly href: string }>;
  /** The address of the guide to the package. */
  readonly packagePage: string;
};

const kinds = [
  ["function", "Functions"],
  ["constant", "Constants"],
  ["class", "Classes"],
  ["type", "Types"],
] as const;

/** Declarations in the order in which a page lists them. */
export function inPageOrder(declarations: readonly Declaration[]): Declaration[] {
  return kinds.flatMap(([kind]) => declarations.filter((declaration) => declaration.kind === kind));
}

/** The page of an entry point, in Markdown. */
export function referencePage(
  entry: EntryPoint,
  declarations: readonly Declaration[],
  context: ReferenceContext,
): string {
  const intro = `Everything that \`${entry.name}\` exports. [What it is for, with examples](${context.packagePage}).`;
  const parts = kinds.flatMap(([kind, title]) => {
    const members = declarations.filter((declaration) => declaration.kind === kind);
    return members.length === 0
      ? []
      : [`## ${title}`, ...members.map((member) => section(member, entry, context))];
  });
  const none = `Import it for its effect: \`import "${entry.name}"\`.`;
  return [`# ${entry.name}`, intro, ...(parts.length === 0 ? [none] : parts)].join("\n\n");
}

function section(declaration: Declaration, entry: EntryPoint, context: ReferenceContext): string {
  const { name, code, doc, params, returns, throws, file, line, types } = declaration;
  const links = types.flatMap((type) => {
    const href = context.linkTo(type, entry);
    return href === undefined ? [] : [`[${type}](${href})`];
  });
  const examples = context.examplesOf(name, entry).map(({ title, href }) => `[${title}](${href})`);
  return [
    `### ${name}`,
    `\`\`\`ts\n${code}\n\`\`\``,
    asMarkdown(doc),
    params.map(([param, text]) => `- \`${param}\`: ${asMarkdown(text)}`).join("\n"),
    returns === undefined ? "" : `Returns ${asMarkdown(returns)}`,
    throws.map((text) => `Throws ${asMarkdown(text)}`).join("\n\n"),
    [
      links.length === 0 ? "" : `Types: ${links.join(", ")}.`,
      examples.length === 0 ? "" : `Used in: ${examples.join(", ")}.`,
      `[Source](${repository}/blob/main/${file}#L${line})`,
    ]
      .filter((part) => part !== "")
      .join(" "),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Text of a doc comment, in which `<` is no HTML and `$` no formula. */
function asMarkdown(text: string): string {
  return text
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .split(/(```[\s\S]*?```|`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll("<", "&lt;").replaceAll("$", "\\$")))
    .join("");
}

/** The fragments of declarations on their page, in the page's order: of two names that differ in case only, the second has a number. */
export function fragments(declarations: readonly Declaration[]): string[] {
  const seen = new Map<string, number>();
  return declarations.map(({ name }) => {
    const slug = name.toLowerCase();
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
}

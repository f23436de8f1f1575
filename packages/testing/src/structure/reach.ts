import { isBuiltin } from "node:module";
import { posix } from "node:path";
import type { Import, Source } from "./source.ts";
import type { Package, Target, Workspace } from "./workspace.ts";

/** What an import resolves to. */
export type Destination =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "node" }
  | { readonly kind: "package"; readonly name: string };

/** Where code is loaded, which selects the conditions of `exports` and `imports`. */
export type Platform = "browser" | "node";

/** What `specifier` resolves to in a file of `from`; undefined if `exports` or `imports` has no such name. */
export function destination(
  workspace: Workspace,
  from: Package,
  path: string,
  specifier: string,
  platform: Platform = "browser",
): Destination | undefined {
  if (isBuiltin(specifier)) return { kind: "node" };
  if (specifier.startsWith(".")) {
    return { kind: "file", path: posix.join(posix.dirname(path), specifier) };
  }
  if (specifier.startsWith("#")) return entryFile(from, from.manifest.imports?.[specifier], platform);
  const name = packageName(specifier);
  const owner = workspace.packages.find((other) => other.name === name);
  return owner === undefined
    ? { kind: "package", name }
    : entryFile(owner, owner.manifest.exports?.[`.${specifier.slice(name.length)}`], platform);
}

/** The source file behind an entry of `exports` or `imports`. */
export function entryFile(
  owner: Package,
  target: Target | undefined,
  platform: Platform = "browser",
): Destination | undefined {
  const path = chosen(target, ["@tenetjs/source", platform, "import", "default"]);
  return path === undefined ? undefined : { kind: "file", path: posix.join(owner.folder, path) };
}

function chosen(target: Target | undefined, conditions: readonly string[]): string | undefined {
  if (target === undefined || typeof target === "string") return target;
  const condition = Object.keys(target).find((name) => conditions.includes(name));
  return condition === undefined ? undefined : chosen(target[condition], conditions);
}

/** The `@scope/name` or `name` of a specifier, which may have a path after it. */
export function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** An import found by {@link reach}, and the files that lead to it. */
export type Step = {
  readonly to: Destination;
  readonly edge: Import;
  readonly trail: readonly string[];
};

/** Every import that is reachable from `starts` through files and packages of the workspace. Type imports are followed only `withTypes`. */
export function reach(
  workspace: Workspace,
  starts: readonly string[],
  { withTypes }: { withTypes: boolean },
): Step[] {
  const steps: Step[] = [];
  const seen = new Set(starts);
  const visit = (path: string, trail: readonly string[]) => {
    const { owner, source } = locate(workspace, path) ?? {};
    if (owner === undefined || source === undefined) return;
    for (const edge of source.imports) {
      if (edge.typeOnly && !withTypes) continue;
      const to = destination(workspace, owner, path, edge.specifier);
      if (to === undefined) continue;
      steps.push({ to, edge, trail });
      if (to.kind !== "file" || seen.has(to.path)) continue;
      seen.add(to.path);
      visit(to.path, [...trail, to.path]);
    }
  };
  for (const start of starts) visit(start, [start]);
  return steps;
}

function locate(workspace: Workspace, path: string): { owner: Package; source: Source } | undefined {
  for (const owner of workspace.packages) {
    const source = owner.sources.find((candidate) => candidate.path === path);
    if (source !== undefined) return { owner, source };
  }
  return undefined;
}

import { phrase, problem } from "@tenetjs/core/internals";
import { type Expression, type Leaf, type LeafRole, leaf } from "./expression.ts";
import { leavesOf } from "./expression-graph.ts";

/** The names that a recipe declares, by the role of what they stand for. */
export type Declared = Readonly<Partial<Record<LeafRole, readonly string[]>>>;

/** A symbol for each of `names`, by name. */
export function symbols<Name extends string>(role: LeafRole, names: readonly Name[]): Record<Name, Leaf> {
  return Object.fromEntries(names.map((name) => [name, leaf(role, name)])) as Record<Name, Leaf>;
}

/** @throws {TypeError} when a name is declared twice in one role. */
export function checkDistinct(where: string, declared: Declared): void {
  for (const [role, names] of Object.entries(declared)) {
    if (new Set(names).size === names.length) continue;
    throw new TypeError(problem(where, `each ${role} to have a name of its own`, phrase(names.join(", "))));
  }
}

/** @throws {TypeError} when an expression uses a symbol that is not declared. */
export function checkLeaves(where: string, roots: readonly Expression[], declared: Declared): void {
  for (const { role, name } of leavesOf(...roots)) {
    const names = declared[role] ?? [];
    if (names.includes(name)) continue;
    const known = `${role}: ${names.join(", ") || "none"}`;
    throw new TypeError(problem(where, `only symbols that the recipe declares (${known})`, name));
  }
}

/** @throws {TypeError} unless `step` returned one value for each of `names`, which are the names of what `role` says. */
export function checkReturned(
  where: string,
  role: LeafRole,
  names: readonly string[],
  returned: Readonly<Record<string, unknown>>,
): void {
  const [wanted, got] = [names, Object.keys(returned)].map((list) => list.toSorted().join(", "));
  if (wanted === got) return;
  throw new TypeError(
    problem(
      where,
      `step to return the next ${wanted || "nothing"}`,
      phrase(got || "nothing"),
      `Return one value for each ${role}.`,
    ),
  );
}

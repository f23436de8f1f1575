import { phrase, problem } from "@tenetjs/core/internals";
import { described, isExpression, leaf } from "./builders.ts";
import type { Expression, Leaf, LeafRole } from "./expression.ts";
import { leavesOf } from "./expression-graph.ts";

/** The names that a recipe declares, by the role of what they stand for. */
export type Declared = Readonly<Partial<Record<LeafRole, readonly string[]>>>;

/** A symbol for each of `names`, by name. Reading another name throws a TypeError that lists them. */
export function symbols<Name extends string>(
  where: string,
  role: LeafRole,
  names: readonly Name[],
): Record<Name, Leaf> {
  const found = Object.fromEntries(names.map((name) => [name, leaf(role, name)])) as Record<Name, Leaf>;
  return strict(found, (name) => {
    const known = names.length === 0 ? `no ${role}` : `the ${role} to be one of ${names.join(", ")}`;
    return problem(where, known, name, `Declare it in the recipe, or correct the name.`);
  });
}

/** What `step` is given: `record`, in which reading another name than `gates` and the like throws a TypeError that lists them. */
export function stepSymbols<Symbols extends object>(where: string, record: Symbols): Symbols {
  const known = Object.keys(record).join(", ");
  return strict(record, (name) => problem(where, `step to read ${known}`, name));
}

/** `record`, which throws a TypeError where a name is read that it does not have. */
function strict<Values extends object>(record: Values, complaint: (name: string) => string): Values {
  return new Proxy(record, {
    get: (target, name) => {
      if (typeof name === "symbol" || name in target) return Reflect.get(target, name);
      throw new TypeError(complaint(name));
    },
  });
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

/** @throws {TypeError} when `step` is no function. */
export function checkStep(where: string, step: unknown): void {
  if (typeof step === "function") return;
  throw new TypeError(problem(where, "step to be a function of symbols", step));
}

/** @throws {TypeError} unless `step` returned one value for each of `names`, which are the names of what `role` says. */
export function checkReturned(
  where: string,
  role: LeafRole,
  names: readonly string[],
  returned: unknown,
): void {
  if (typeof returned !== "object" || returned === null || isExpression(returned)) {
    const next = `Return { ${names.join(", ")} }.`;
    throw new TypeError(
      problem(where, `step to return the next ${names.join(", ")}`, described(returned), next),
    );
  }
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

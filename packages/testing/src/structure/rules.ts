import { cycles } from "./cycles.ts";
import type { Picture } from "./picture.ts";
import { destination, entryFile, packageName, reach } from "./reach.ts";
import type { FindKind, Source } from "./source.ts";
import { declared, isTest, type Package, type Workspace } from "./workspace.ts";

/** The violations of the picture and the rules of ARCHITECTURE.md: a sentence for each, with file and line. */
export function violations(workspace: Workspace, picture: Picture): string[] {
  return [
    ...unpictured(workspace, picture),
    ...cycles(workspace).map((files) => `an import cycle: ${files.join(" → ")}`),
    ...workspace.packages.flatMap((owner) => [
      ...pointsUp(workspace, picture, owner),
      ...undeclared(workspace, picture, owner),
      ...leavesPackage(workspace, owner),
      ...forbidden(owner),
      ...reachesTfjs(workspace, picture, owner),
      ...reachesNode(workspace, picture, owner),
    ]),
  ];
}

/** Packages that are not in the picture, and names in the picture that are not packages. */
function unpictured({ packages }: Workspace, { layers, beside, sideways }: Picture): string[] {
  const drawn = [...layers.flat(), ...beside];
  const real = packages.map(({ shortName }) => shortName);
  const named = new Set([...drawn, ...[...sideways.values()].flat()]);
  return [
    ...real.filter((name) => !drawn.includes(name)).map((name) => `${name} is not in the picture`),
    ...[...named]
      .filter((name) => !real.includes(name))
      .map((name) => `${name} is in the picture, but not a package`),
  ];
}

/** Imports and dependencies of a package that is neither in a lower layer nor allowed by an arrow. Tests may import anything. */
function pointsUp({ packages }: Workspace, picture: Picture, owner: Package): string[] {
  if (picture.beside.includes(owner.shortName)) return [];
  const layerOf = (name: string) => picture.layers.findIndex((layer) => layer.includes(name));
  const objection = (specifier: string): string | undefined => {
    const other = packages.find(({ name }) => name === packageName(specifier))?.shortName;
    if (other === undefined || other === owner.shortName) return undefined;
    if (picture.beside.includes(other)) return `${other}, which is for tests only`;
    const below = layerOf(other) - layerOf(owner.shortName);
    if (below < 0) return `${other}, which is above ${owner.shortName}`;
    const allowed = below > 0 || picture.sideways.get(owner.shortName)?.includes(other);
    return allowed ? undefined : `${other}, of the same layer, without an arrow in the picture`;
  };
  const imports = shipped(owner).flatMap(({ path, imports }) =>
    imports.map(({ line, specifier }) => [`${path}:${line} imports`, objection(specifier)] as const),
  );
  const dependencies = declared(owner.manifest, "users").map(
    (name) => [`${owner.folder}/package.json depends on`, objection(name)] as const,
  );
  return [...imports, ...dependencies].flatMap(([what, why]) =>
    why === undefined ? [] : [`${what} ${why}`],
  );
}

/** Imports of packages that package.json does not declare, and of entries that do not exist. */
function undeclared(workspace: Workspace, picture: Picture, owner: Package): string[] {
  const beside = picture.beside.includes(owner.shortName);
  return owner.sources.flatMap(({ path, imports }) => {
    const asTest = beside || isTest(path);
    const known = [
      owner.name,
      ...declared(owner.manifest, asTest ? "tests" : "users"),
      ...(asTest ? workspace.rootDependencies : []),
    ];
    return imports.flatMap(({ line, specifier }) => {
      const to = destination(workspace, owner, path, specifier);
      if (to === undefined) return [`${path}:${line} imports ${specifier}, an entry that does not exist`];
      const bare = !/^[.#]/.test(specifier) && to.kind !== "node";
      if (!bare || known.includes(packageName(specifier))) return [];
      return [`${path}:${line} imports ${specifier}, which ${owner.folder}/package.json does not declare`];
    });
  });
}

/** Relative imports of files outside the package's sources, and imports of test files in shipped files. */
function leavesPackage(workspace: Workspace, owner: Package): string[] {
  return owner.sources.flatMap(({ path, imports }) =>
    imports.flatMap(({ line, specifier }) => {
      const to = destination(workspace, owner, path, specifier);
      if (!specifier.startsWith(".") || to?.kind !== "file") return [];
      if (!to.path.startsWith(`${owner.folder}/src/`)) {
        return [`${path}:${line} imports ${specifier}, which is outside ${owner.folder}/src`];
      }
      const forTests = isTest(to.path) && !isTest(path);
      return forTests ? [`${path}:${line} imports ${specifier}, which is for tests only`] : [];
    }),
  );
}

/** The only file that may name private fields of tfjs. */
const privateFieldsFile = "packages/backends/src/private-fields.ts";

/** Forbidden syntax. */
function forbidden(owner: Package): string[] {
  const isApp = owner.folder.startsWith("apps/");
  const allowed = (path: string, kind: FindKind): boolean => {
    if (kind === "console" || kind === "Math.random") return isApp || isTest(path);
    if (kind === "export *" || kind === "a default export") return false;
    return path === privateFieldsFile;
  };
  return owner.sources.flatMap(({ path, finds }) =>
    finds.filter(({ kind }) => !allowed(path, kind)).map(({ line, kind }) => `${path}:${line} has ${kind}`),
  );
}

/** Import paths to tfjs, including type imports, from an entry that must not depend on it. */
function reachesTfjs(workspace: Workspace, { withoutTfjs }: Picture, owner: Package): string[] {
  const everything = withoutTfjs.includes(`${owner.shortName}/*`);
  const starts = everything
    ? shipped(owner).map(({ path }) => path)
    : entries(owner)
        .filter(({ name }) => withoutTfjs.includes(name))
        .map(({ path }) => path);
  return reach(workspace, starts, { withTypes: true })
    .filter(({ to }) => to.kind === "package" && to.name.startsWith("@tensorflow/"))
    .map(({ edge, trail }) => `${owner.shortName} must not depend on tfjs: ${way(trail, edge.specifier)}`);
}

/** Import paths to modules of Node from an entry that must load in browsers. */
function reachesNode(workspace: Workspace, { nodeOnly, beside }: Picture, owner: Package): string[] {
  if (beside.includes(owner.shortName)) return [];
  return entries(owner)
    .filter(({ name }) => !nodeOnly.includes(name))
    .flatMap(({ name, path }) =>
      reach(workspace, [path], { withTypes: false })
        .filter(({ to }) => to.kind === "node")
        .map(({ edge, trail }) => `${name} must load in browsers: ${way(trail, edge.specifier)}`),
    );
}

/** The sources of the package without its tests. */
function shipped(owner: Package): Source[] {
  return owner.sources.filter(({ path }) => !isTest(path));
}

/** The entries of the package, with their names in the picture: `core`, `core/tensors`. */
function entries(owner: Package): { name: string; path: string }[] {
  return Object.entries(owner.manifest.exports ?? {}).flatMap(([subpath, target]) => {
    const to = entryFile(owner, target);
    return to?.kind === "file" ? [{ name: `${owner.shortName}${subpath.slice(1)}`, path: to.path }] : [];
  });
}

function way(trail: readonly string[], last: string): string {
  return [...trail, last].join(" → ");
}

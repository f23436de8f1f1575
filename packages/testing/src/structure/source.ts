import { phrase, problem } from "@tenetjs/core/internals";
import { type Node, parseSync, Visitor } from "oxc-parser";

/** What the rules check in a TypeScript file. */
export type Source = {
  /** The path from the workspace's root, with slashes. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** Other syntax that a rule may forbid. */
  readonly finds: readonly Find[];
};

/** A static or dynamic import, a re-export, or an `import("...")` type. */
export type Import = { readonly line: number; readonly specifier: string; readonly typeOnly: boolean };

export type Find = { readonly line: number; readonly kind: FindKind };

export type FindKind =
  | "export *"
  | "a default export"
  | "console"
  | "Math.random"
  | "a cast of a tfjs backend"
  | "a type with tfjs's private fields";

/** The imports and finds of a file. @throws {SyntaxError} when it is not valid TypeScript. */
export function readSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text, { lang: "ts", sourceType: "module" });
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(problem(path, "TypeScript", phrase(error.message)));

  const imports: Import[] = [];
  const finds: Find[] = [];
  const lineOf = ({ start }: Node) => text.slice(0, start).split("\n").length;
  const imported = (node: Node, source: Node | null, typeOnly: boolean) => {
    if (source?.type === "Literal" && typeof source.value === "string") {
      imports.push({ line: lineOf(node), specifier: source.value, typeOnly });
    }
  };
  const found = (node: Node, kind: FindKind) => finds.push({ line: lineOf(node), kind });

  new Visitor({
    ImportDeclaration: (node) => imported(node, node.source, node.importKind === "type"),
    ImportExpression: (node) => imported(node, node.source, false),
    TSImportType: (node) => imported(node, node.source, true),
    ExportAllDeclaration: (node) => {
      imported(node, node.source, node.exportKind === "type");
      found(node, "export *");
    },
    ExportNamedDeclaration: (node) => {
      imported(node, node.source, node.exportKind === "type");
      if (node.specifiers.some(({ exported }) => nameOf(exported) === "default"))
        found(node, "a default export");
    },
    ExportDefaultDeclaration: (node) => found(node, "a default export"),
    MemberExpression: (node) => {
      const object = nameOf(node.object);
      if (object === "console") found(node, "console");
      if (object === "Math" && nameOf(node.property) === "random") found(node, "Math.random");
    },
    TSAsExpression: (node) => {
      if (isBackend(node.expression)) found(node, "a cast of a tfjs backend");
    },
    TSPropertySignature: (node) => {
      if (privateFields.has(nameOf(node.key))) found(node, "a type with tfjs's private fields");
    },
    TSMethodSignature: (node) => {
      if (privateFields.has(nameOf(node.key))) found(node, "a type with tfjs's private fields");
    },
  }).visit(program);
  return { path, imports, finds };
}

/** Names of fields that only tfjs's backends have. Code that reads such a field has to name it in a type first. */
const privateFields = new Set([
  "_malloc",
  "dataIdMap",
  "disposeData",
  "firstUse",
  "makeOutput",
  "memoryOffset",
  "registerTensor",
  "runWebGPUProgram",
  "tensorMap",
  "typedArrayFromHeap",
]);

/** Whether `node` is `backend()`, `tf.engine()` or `findBackend(name)`, inside any casts. */
function isBackend(node: Node): boolean {
  if (node.type === "TSAsExpression" || node.type === "ParenthesizedExpression")
    return isBackend(node.expression);
  if (node.type !== "CallExpression") return false;
  const callee = node.callee.type === "MemberExpression" ? node.callee.property : node.callee;
  return ["backend", "engine", "findBackend"].includes(nameOf(callee));
}

function nameOf(node: Node): string {
  if (node.type === "Identifier") return node.name;
  return node.type === "Literal" && typeof node.value === "string" ? node.value : "";
}

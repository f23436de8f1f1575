import { join, relative } from "node:path";
import ts from "typescript";
import { root } from "../site/routes.ts";
import type { Declaration } from "./declaration.ts";
import { readDoc } from "./read-doc.ts";

/**
 * What modules export, by the path of the module in the repository. Declarations are taken from the sources as they are written, so that
 * defaults and the comments of options stay with them.
 */
export function readDeclarations(modules: readonly string[]): ReadonlyMap<string, readonly Declaration[]> {
  const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const program = ts.createProgram(
    modules.map((module) => join(root, module)),
    options,
  );
  const checker = program.getTypeChecker();
  return new Map(
    modules.map((module) => {
      const source = program.getSourceFile(join(root, module));
      const symbol = source && checker.getSymbolAtLocation(source);
      // A module without exports has an effect: it registers something.
      const exported = symbol === undefined ? [] : checker.getExportsOfModule(symbol);
      return [module, exported.map((each) => declarationOf(each, checker)).toSorted(byName)];
    }),
  );
}

const byName = (a: Declaration, b: Declaration) =>
  a.name.localeCompare(b.name, "en", { sensitivity: "base" }) || (a.kind === "type" ? 1 : -1);

function declarationOf(exported: ts.Symbol, checker: ts.TypeChecker): Declaration {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const nodes = (symbol.declarations ?? []).map(statementOf);
  const [first] = nodes;
  if (first === undefined) throw new Error(`readDeclarations: ${exported.name} has no declaration.`);
  const source = first.getSourceFile();
  const implemented = nodes.filter((node) => ts.isFunctionDeclaration(node));
  // The implementation of overloads is not part of the API.
  const shown = implemented.length > 1 ? implemented.filter(({ body }) => body === undefined) : nodes;
  return {
    name: exported.name,
    kind: kindOf(first),
    code: shown.map((node) => codeOf(node, checker)).join("\n\n"),
    ...readDoc(nodes.flatMap(ts.getJSDocCommentsAndTags)),
    file: relative(root, source.fileName),
    line: source.getLineAndCharacterOfPosition(first.getStart()).line + 1,
    types: [...new Set(nodes.flatMap((node) => typesIn(node)))].filter((name) => name !== exported.name),
  };
}

/** The statement that declares a name: of a constant, the whole `const` statement. */
function statementOf(node: ts.Declaration): ts.Node {
  return ts.isVariableDeclaration(node) ? node.parent.parent : node;
}

function kindOf(node: ts.Node): Declaration["kind"] {
  if (ts.isFunctionDeclaration(node)) return "function";
  if (ts.isClassDeclaration(node)) return "class";
  return ts.isVariableStatement(node) ? "constant" : "type";
}

function codeOf(node: ts.Node, checker: ts.TypeChecker): string {
  if (ts.isVariableStatement(node)) return constant(node, checker);
  const text = node.getText().replace(/^export /, "");
  if (ts.isFunctionDeclaration(node) && node.body !== undefined) {
    return text.slice(0, text.length - node.body.getText().length).trimEnd();
  }
  return text;
}

/** `const name: Type`, with the type that TypeScript finds if the source has none. */
function constant(node: ts.VariableStatement, checker: ts.TypeChecker): string {
  return node.declarationList.declarations
    .map(({ name, type }) => {
      const found = () => checker.typeToString(checker.getTypeAtLocation(name), name);
      return `const ${name.getText()}: ${type?.getText() ?? found()}`;
    })
    .join("\n");
}

/** The names of the types that a declaration refers to, but not in the body of a function. */
function typesIn(node: ts.Node): string[] {
  if (ts.isBlock(node)) return [];
  const own = ts.isTypeReferenceNode(node) ? [node.typeName.getText()] : [];
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  return [...own, ...children.flatMap(typesIn)];
}

import { Transform } from "assemblyscript/transform";

/**
 * A transform of the AssemblyScript compiler that calls `onSource` with a TypeScript module for the type of the exports of `entry`:
 * each function's parameters, types and doc comment, as in the assembly.
 *
 * @param {string} entry the entry file's path, without its extension
 * @param {(source: string) => void} onSource
 */
export function declareExports(entry, onSource) {
  return class extends Transform {
    afterInitialize(program) {
      const exported = [...program.filesByName.get(entry).exports];
      onSource(source(exported.map(([name, { declaration }]) => ({ name, declaration }))));
    }
  };
}

/** The types of the assembly's parameters and results, as JavaScript sees them. */
const aliases = {
  i32: "An int32.",
  usize: "An address, or a number of bytes, as an int32.",
  f32: "A number that is rounded to float32.",
  f64: "A number.",
  bool: "0 or 1.",
};

function source(exported) {
  const members = exported.map(({ name, declaration }) => {
    const { parameters, returnType } = declaration.signature;
    const taken = parameters.map((parameter) => `${parameter.name.text}: ${typeOf(parameter.type)}`);
    const result = typeOf(returnType);
    return `${docComment(declaration)}  readonly ${name}: (${taken.join(", ")}) => ${result};\n`;
  });
  const types = Object.entries(aliases).map(([name, text]) => `/** ${text} */\ntype ${name} = number;\n`);
  return `// Made by scripts/build-assembly.js from assembly/.
/**
 * The exports of the static kernels (see \`assembly/\`). Addresses are in bytes, in the memory shared with tfjs; sizes and leading
 * dimensions (\`ld...\`) are in values.
 */
export type KernelExports = {
${members.join("")}};

${types.join("\n")}`;
}

function typeOf(node) {
  const name = node.range.toString();
  if (name !== "void" && !Object.hasOwn(aliases, name)) {
    const known = Object.keys(aliases).join(", ");
    throw new TypeError(
      `declare-exports: expected an exported function's types to be of ${known}, got ${name}.`,
    );
  }
  return name;
}

/** The doc comment before the declaration, indented as a member. */
function docComment({ name, range }) {
  const before = range.source.text.slice(0, range.start).trimEnd();
  const comment = before.slice(before.lastIndexOf("/*"));
  if (!before.endsWith("*/") || !comment.startsWith("/**")) {
    const expected = `a doc comment on the exported function ${name.text}`;
    throw new TypeError(`declare-exports: expected ${expected}, got none.`);
  }
  return `${comment.replace(/^/gm, "  ")}\n`;
}

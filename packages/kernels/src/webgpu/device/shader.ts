/**
 * A compute shader, with its buffers and scalars by name. Its code is WGSL without the declarations of the buffers, of `scalars` and, in
 * a stepwise shader, of `step`, which {@link shaderText} adds.
 */
export type Shader<Buffer extends string = string, Scalar extends string = string> = {
  /** Appears in error messages and profilers. */
  readonly label: string;
  readonly buffers: Readonly<Record<Buffer, BufferUse>>;
  /** The code reads them as `scalars.name`. */
  readonly scalars: Readonly<Record<Scalar, "u32" | "i32" | "f32">>;
  /** Whether the code reads `step`, an `i32` that differs between dispatches. Default false. */
  readonly stepwise?: boolean;
  /** Directives before all declarations, such as `enable f16;`. */
  readonly directives?: string;
  readonly code: string;
};

/** The element type of a buffer, and whether the shader may write to it. */
export type BufferUse = `${"read" | "write"} ${Element}`;

type Element = "f32" | "i32" | "u32" | "f16" | `vec${2 | 4}<${"f32" | "u32" | "f16"}>` | "atomic<u32>";

/** The whole text of a shader. The buffers are the first bindings, then come the scalars, then the step. */
export function shaderText({ buffers, scalars, stepwise = false, directives = "", code }: Shader): string {
  const names = Object.entries<BufferUse>(buffers);
  const fields = Object.entries<string>(scalars);
  const declared = names.map(([name, use], binding) => {
    const [access, element] = use.split(" ") as [string, string];
    const mode = access === "read" ? "read" : "read_write";
    return `@group(0) @binding(${binding}) var<storage, ${mode}> ${name}: array<${element}>;`;
  });
  const ofScalars =
    fields.length === 0
      ? []
      : [
          `struct Scalars { ${fields.map(([name, type]) => `${name}: ${type}`).join(", ")} }`,
          `@group(0) @binding(${names.length}) var<uniform> scalars: Scalars;`,
        ];
  const ofStep = stepwise
    ? [`@group(0) @binding(${names.length + Math.min(1, fields.length)}) var<uniform> step: i32;`]
    : [];
  return [directives, ...declared, ...ofScalars, ...ofStep, code].join("\n");
}

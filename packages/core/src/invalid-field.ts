/** An issue that a schema of valibot found: a value, where it is, and what the schema expected there. */
export type FieldIssue = {
  readonly type: string;
  readonly input: unknown;
  readonly expected: string | null;
  readonly message: string;
  readonly path?: readonly { readonly key: unknown }[] | undefined;
};

/** What an issue expected, for the `expected` of `problem`: `cases[0].median to be number`. `whole` names the value that was read. */
export function expectedField(issue: FieldIssue, whole: string): string {
  if (issue.expected === "never") return "no unknown fields";
  const path = pathOf(issue) || whole;
  return issue.input === undefined ? `${path} to be present` : `${path} to be ${issue.message}`;
}

/** The `message` of a schema: what an issue expected, where the schema has no message of its own. */
export function wordedIssue({ type, expected }: Pick<FieldIssue, "type" | "expected">): string {
  if (type === "array") return "an array";
  if (type.endsWith("object") || type === "record") return "an object";
  return String(expected).replaceAll(/[()]/g, "").replaceAll(" | ", " or ");
}

/** `cases[0].subjects[2].median`, `environment.versions["@tenetjs/core"]`. */
function pathOf({ path }: FieldIssue): string {
  const keys = path?.map(({ key }) => key) ?? [];
  return keys
    .map((key, index) => {
      if (typeof key === "number") return `[${key}]`;
      const name = String(key);
      if (!/^[A-Za-z]\w*$/.test(name)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join("");
}

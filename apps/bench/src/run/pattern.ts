/** Whether `id` matches any of `patterns`, in which `*` is any text and `?` any character. */
export function matches(id: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => expression(pattern).test(id));
}

function expression(pattern: string): RegExp {
  const source = pattern.replace(/[.*+?^${}()|[\]\\]/g, (mark) =>
    mark === "*" ? ".*" : mark === "?" ? "." : `\\${mark}`,
  );
  return new RegExp(`^${source}$`, "s");
}

/** Whether `version` is a release from `lowest` to `highest`. A version before a release, such as 4.23.0-rc.0, is none. */
export function isReleaseBetween(lowest: string, version: string, highest: string): boolean {
  const key = numbers(version);
  return (
    key !== undefined && compare(numbers(lowest) ?? [], key) <= 0 && compare(key, numbers(highest) ?? []) <= 0
  );
}

function numbers(version: string): number[] | undefined {
  return /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
}

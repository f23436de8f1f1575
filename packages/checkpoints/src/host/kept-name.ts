const scheme = "indexeddb://";

/** Whether `name` is that of a run that a browser keeps: `indexeddb://NAME`. */
export function isKept(name: string): boolean {
  return name.startsWith(scheme);
}

/** The name of a run with the scheme in front. */
export function keptName(name: IDBValidKey): string {
  return `${scheme}${String(name)}`;
}

/** The key of the run `name` in the database. */
export function keptKey(name: string): string {
  return name.slice(scheme.length);
}

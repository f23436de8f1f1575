/** `count` with thousands separators and `noun`, in the plural if there is not one. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** A count with its noun: "1 step", "1,200 steps". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** A fraction as whole percents: "12 %". */
export function percent(fraction: number): string {
  return `${Math.round(100 * fraction)} %`;
}

/** A number with two digits, in words where it is large: "20 million". */
export function rounded(value: number): string {
  const number = Number(value.toPrecision(2));
  if (number >= 1e15) return `10^${Math.round(Math.log10(number))}`;
  const [size, name] = sizes.find(([size]) => number >= size) ?? [1, ""];
  return name === "" ? number.toLocaleString("en") : `${number / size} ${name}`;
}

const sizes = [
  [1e12, "trillion"],
  [1e9, "billion"],
  [1e6, "million"],
] as const;

/** A fraction as whole percents: "12 %". */
export function percent(fraction: number): string {
  return `${Math.round(100 * fraction)} %`;
}

/** A number of things: "1 step", "1,200 steps". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** "a", "a and b", or "a, b and c". */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** How much of a gradient is left, as a power of ten: "one part in 24", "about all", "30 times the amount". */
export function partInWords(exponent: number): string {
  if (!Number.isFinite(exponent)) return "nothing";
  if (exponent >= 0.3) return `${rounded(10 ** exponent)} times the amount`;
  return exponent >= -0.15 ? "about all" : `one part in ${rounded(10 ** -exponent)}`;
}

/** A number with two decimals, and a true minus: "−0.55". One that is not finite is written as it is. */
export function signed(value: number): string {
  const text = Number.isFinite(value) ? value.toFixed(2) : String(value);
  return text === "-0.00" ? "0.00" : text.replace("-", "−");
}

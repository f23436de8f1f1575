/** A power of ten as a reader sees it: "10⁻⁷". */
export function powerOfTen(exponent: number): string {
  if (!Number.isFinite(exponent)) return "0";
  const digits = [...String(Math.round(exponent))].map((sign) => superscripts[sign]);
  return `10${digits.join("")}`;
}

const superscripts: Readonly<Record<string, string>> = {
  ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((sign, digit) => [String(digit), sign])),
  "-": "⁻",
};

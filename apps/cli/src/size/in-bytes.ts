const units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

/** A number of bytes with its unit: "4 GiB", "51.2 MiB". */
export function inBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(bytes) / 10)));
  const value = bytes / 2 ** (10 * power);
  const shown = value.toLocaleString("en", { maximumSignificantDigits: value < 1000 ? 3 : 4 });
  return `${shown} ${units[power]}`;
}

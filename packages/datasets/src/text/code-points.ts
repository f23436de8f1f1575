/** A negative number, 0 or a positive number if `a` sorts before, equal to or after `b` in code-point order, in any locale. */
export function compareCodePoints(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (at === shorter) return a.length - b.length;
  const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
  // A surrogate is a part of a code point above all that one unit encodes.
  const aboveAll = (unit: number) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
  return aboveAll(left) - aboveAll(right);
}

/** The code points that occur in `texts`, ascending. */
export function distinctCodePoints(texts: readonly string[]): number[] {
  const seen = new Uint8Array(0x110000);
  for (const text of texts) {
    for (let i = 0; i < text.length; i += 1) {
      const codePoint = text.codePointAt(i)!;
      seen[codePoint] = 1;
      if (codePoint > 0xffff) i += 1;
    }
  }
  const found: number[] = [];
  for (let codePoint = 0; codePoint < seen.length; codePoint += 1) if (seen[codePoint]) found.push(codePoint);
  return found;
}

/** A code point in Unicode notation: `U+00E9`. */
export function codePointName(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}

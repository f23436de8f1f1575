/** A negative number, 0 or a positive number if `a` sorts before, equal to or after `b` in code-point order, in any locale. */
export function compareCodePoints(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < left.length && i < right.length; i += 1) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
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

/** The most points that a curve keeps, apart from those with held-out values. */
const mostPoints = 120;
const digits = 5;

type Point = { readonly heldOutLoss?: number };
type Text = { readonly name: string; readonly origin?: { readonly kind: string } };

/**
 * `value` as it is kept: numbers with five significant digits, at most 120 points of each curve, and a text by its name instead of by where it lies on
 * this machine.
 */
export function thinned<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (key, inner) => {
    if (typeof inner === "number")
      return Number.isSafeInteger(inner) ? inner : Number(inner.toPrecision(digits));
    if (key === "points" && Array.isArray(inner)) return thinnedCurve(inner);
    return isTextOfFile(inner) ? { ...inner, origin: { kind: "book", name: inner.name } } : inner;
  });
}

/** Evenly spread points, with the last one, and all that have held-out values. */
function thinnedCurve(points: readonly Point[]): readonly Point[] {
  const every = Math.ceil(points.length / mostPoints);
  return points.filter(
    ({ heldOutLoss }, index) => heldOutLoss !== undefined || (points.length - 1 - index) % every === 0,
  );
}

function isTextOfFile(value: unknown): value is Text {
  return (value as Text | null)?.origin?.kind === "file";
}

import type { ComputeLookup } from "../scenarios/compute-lookup.ts";
import type { Results } from "../sequence.ts";

/** The table's rows for the ids, and the gradient of each row, which is the sum of the factors of its lookups, in float64. */
export function lookup({ table, ids, factors }: ComputeLookup): Results {
  const columns = table.shape[1] as number;
  const rows = Array.from(ids, (id) => [...table.values.subarray(id * columns, (id + 1) * columns)]);
  const gradient = new Float64Array(table.values.length);
  ids.forEach((id, place) => {
    for (let column = 0; column < columns; column += 1) {
      const at = id * columns + column;
      gradient[at] = (gradient[at] as number) + (factors.values[place * columns + column] as number);
    }
  });
  return { rows: Float64Array.from(rows.flat()), "d table": gradient };
}

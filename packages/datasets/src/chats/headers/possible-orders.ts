import type { FieldOrder, Header } from "./header.ts";

/**
 * The orders that three numbers in digits may have, the most likely first. A year has two digits or more; the years of an era may have one. Days and months have one or two.
 */
export function possibleOrders(numbers: Header["numbers"], ofEra: boolean): FieldOrder[] {
  const [first, second, third] = numbers.map((number) => number.length > 2) as [boolean, boolean, boolean];
  const long = [first, second, third].filter(Boolean).length;
  if (long > 1) return [];
  const isYear = (index: 0 | 1 | 2) => ofEra || numbers[index].length > 1;
  const at = (index: 0 | 1 | 2, is: boolean, orders: FieldOrder[]) =>
    (long === 0 ? index !== 1 : is) && isYear(index) ? orders : [];
  return [
    ...at(2, third, ["dMy", "Mdy"]),
    ...at(0, first, long === 0 ? ["yMd"] : ["yMd", "ydM"]),
    ...at(1, second, ["Myd", "dyM"]),
  ];
}

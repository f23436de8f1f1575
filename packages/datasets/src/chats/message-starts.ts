import { grouped } from "./grouped.ts";
import type { Header } from "./headers/header.ts";
import type { Lines } from "./lines.ts";

/** A line with a header. */
export type Found = { readonly line: number; readonly header: Header };

/**
 * The lines of `found` that start a message, and those that were pasted into one.
 *
 * Messages of some exports end with CRLF, and the lines in them with LF alone, so that a header after a bare LF is text. Other exports have LF
 * everywhere, with a stray CRLF at most, and both may stand in one file. A form of header is of the first kind if it begins more blocks of
 * lines up to a CRLF than it stands within. A block that begins with such a form and ends with CRLF is one message.
 */
export function messageStarts(
  { lines, endedBlocks }: Lines,
  found: readonly Found[],
): { readonly starts: readonly Found[]; readonly pasted: readonly Found[] } {
  if (lines.at(-1)?.block === 0) return { starts: found, pasted: [] };
  const isFirst = ({ line }: Found) => line === 0 || lines[line - 1]?.block !== lines[line]?.block;
  const blocks = [...grouped(found, ({ line }) => String(lines[line]?.block)).values()];
  const formsOf = (headers: readonly Found[]) => new Set(headers.map(({ header }) => header.template));
  const lead = new Map<string, number>();
  for (const headers of blocks) {
    for (const form of formsOf(headers.filter(isFirst))) lead.set(form, (lead.get(form) ?? 0) + 1);
    const within = headers.filter((header) => !isFirst(header));
    for (const form of formsOf(within)) lead.set(form, (lead.get(form) ?? 0) - 1);
  }
  const starts: Found[] = [];
  const pasted: Found[] = [];
  for (const headers of blocks) {
    const ended = (lines[headers[0].line]?.block ?? 0) < endedBlocks;
    const oneMessage = ended && (lead.get(headers[0].header.template) ?? 0) > 0;
    for (const header of headers) (oneMessage && !isFirst(header) ? pasted : starts).push(header);
  }
  return { starts, pasted };
}

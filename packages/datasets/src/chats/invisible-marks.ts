/**
 * Characters that control the writing direction, and the byte order mark. Exports put them around names, dates and markers.
 * Zero-width joiners are not included, because emoji and several scripts need them.
 */
const marks = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** `text` without invisible marks. */
export function withoutMarks(text: string): string {
  return text.replace(marks, "");
}

/** `raw` after its first `count` visible code units, including any marks that follow them. */
export function afterVisible(raw: string, count: number): string {
  if (withoutMarks(raw) === raw) return raw.slice(count);
  let at = 0;
  for (let seen = 0; seen < count; at += 1) {
    if (withoutMarks(raw.charAt(at)) !== "") seen += 1;
  }
  return raw.slice(at);
}

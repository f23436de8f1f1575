/** A run of combining marks that is longer than in any language's words, and is left as it is. */
const longestRun = 100;

/**
 * `text` in a normal form of Unicode, in linear time: V8 takes quadratic time to order a run of combining marks, so that tens of thousands of them, which
 * only an attacker writes, would take minutes. A character with more than 100 marks is not normalised.
 */
export function normalised(text: string, form: "NFC" | "NFD" | "NFKC" | "NFKD"): string {
  if (!longRun.test(text)) return text.normalize(form);
  let whole = "";
  let from = 0;
  for (const { start, end } of longRuns(text)) {
    whole += text.slice(from, start).normalize(form) + text.slice(start, end);
    from = end;
  }
  return whole + text.slice(from).normalize(form);
}

const longRun = new RegExp(`\\p{M}{${longestRun + 1}}`, "u");
const mark = /^\p{M}$/u;

/** Where characters with too many marks begin and end. */
function longRuns(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let base = 0;
  let marks = 0;
  let at = 0;
  const finish = () => {
    if (marks > longestRun) found.push({ start: base, end: at });
  };
  for (const character of text) {
    if (character > "\u02FF" && mark.test(character)) {
      marks += 1;
    } else {
      finish();
      base = at;
      marks = 0;
    }
    at += character.length;
  }
  finish();
  return found;
}

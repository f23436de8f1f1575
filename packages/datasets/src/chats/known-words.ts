import { type MarkerWords, markerWords } from "./marker-words.ts";

/** No marker is longer: the name of an attached file has at most 255 characters. */
export const longestMarker = 400;

/** The words of all languages for one kind of marker, normalised by {@link plain}. */
export function knownWords(field: keyof MarkerWords): string[] {
  return Object.values(markerWords)
    .flatMap((language) => (language[field] ?? "").split("|").map(plain))
    .filter(Boolean);
}

/** The notes of all languages that a message was edited. */
export const editedNotes: ReadonlySet<string> = new Set(knownWords("edited"));

/** `text` normalised as the tables are: NFC, in lower case, with plain spaces, without enclosing angle brackets and a final full stop. */
export function plain(text: string): string {
  if (text.length > longestMarker) return text;
  const whole = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\u00A0\u202F]/g, " ")
    .trim();
  const framed = whole.startsWith("<") && whole.endsWith(">") ? whole.slice(1, -1).trim() : whole;
  return framed.replace(/[.。।۔]$/u, "");
}

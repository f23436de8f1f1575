import type { ChatMessageKind } from "./chat.ts";
import { leftToRightMark, withoutMarks } from "./invisible-marks.ts";

/**
 * What the application writes in place of what a text file cannot hold, in English, Dutch, German, Spanish and French,
 * in lower case. Collected from the fixtures and tables of open-source readers of such exports, since no specification
 * exists.
 */
const omitted = new Set([
  ...["media", "image", "video", "video note", "video message", "audio", "gif", "sticker", "document"].map(
    (what) => `${what} omitted`,
  ),
  ...["contact card omitted", "view once message omitted", "view once voice message omitted"],
  ...["media", "afbeelding", "video", "audio", "gif", "sticker", "document", "visitekaartje"].map(
    (what) => `${what} weggelaten`,
  ),
  ...["medien", "bild", "video", "videonachricht", "audio", "gif", "sticker", "dokument", "kontaktkarte"].map(
    (what) => `${what} weggelassen`,
  ),
  ...["medien ausgeschlossen", "kontaktkarte ausgelassen"],
  ...["multimedia", "archivo", "video", "audio", "gif", "sticker", "documento"].map(
    (what) => `${what} omitido`,
  ),
  ...["imagen omitida", "tarjeta de contacto omitida"],
  ...["médias", "média", "fichier", "audio", "gif", "sticker", "document"].map((what) => `${what} omis`),
  ...["image absente", "vidéo absente", "image omise", "vidéo omise", "gif retiré", "document manquant"],
  "fiche contact manquante",
]);

/** What stands after the name of an attached file, and what stands between `<` and that name. */
const attachedAfter = [
  "(file attached)",
  "(bestand bijgevoegd)",
  "(datei angehängt)",
  "(archivo adjunto)",
  "(fichier joint)",
];
const attachedBefore = ["attached", "bijgevoegd", "anhang", "angehängt", "adjunto", "pièce jointe"];

const deleted = new Set([
  "this message was deleted",
  "you deleted this message",
  "you deleted this message as admin",
  "dit bericht is verwijderd",
  "u hebt dit bericht verwijderd",
  "je hebt dit bericht verwijderd",
  "diese nachricht wurde gelöscht",
  "du hast diese nachricht gelöscht",
  "se eliminó este mensaje",
  "este mensaje fue eliminado",
  "eliminaste este mensaje",
  "ce message a été supprimé",
  "vous avez supprimé ce message",
]);
const deletedByAdmin = "this message was deleted by a";

const edited = new Set([
  "this message was edited",
  "dit bericht is bewerkt",
  "diese nachricht wurde bearbeitet",
  "se editó este mensaje",
  "ce message a été modifié",
]);

/** Words that only notices hold. Newer exports attribute those to a person or a group, behind a left-to-right mark. */
export const systemNotices = [
  ...[
    "end-to-end encrypted",
    " created group ",
    " created this group",
    " changed the subject",
    " changed the group ",
  ],
  ...[
    " changed this group's ",
    " joined using this group's ",
    " changed their phone number",
    "ecurity code with ",
  ],
  ...["end-to-end versleuteld", " heeft de groep ", " heeft het onderwerp ", " heeft de groepsafbeelding "],
  ...[" neemt deel via ", "beveiligingscode voor "],
  ...["Ende-zu-Ende-verschlüsselt", " hat die Gruppe ", " hat den Betreff ", " hat das Gruppenbild "],
  ...[" ist der Gruppe ", "icherheitsnummer für "],
  ...[
    "de extremo a extremo",
    " creó el grupo ",
    " cambió el asunto ",
    " cambió el ícono ",
    " salió del grupo",
  ],
  ...[" se unió usando ", "código de seguridad con "],
  ...[
    "de bout en bout",
    " a créé le groupe ",
    " a modifié le sujet ",
    " a changé le sujet ",
    " a quitté le groupe",
  ],
  ...[" a rejoint le groupe ", "code de sécurité avec "],
];

/** What `text` is, and its text and whether it was edited. `raw` is its first line with the invisible marks. */
export function classify(
  raw: string,
  whole: string,
): { kind: ChatMessageKind; text: string; edited: boolean } {
  const text = withoutEditedMarker(whole);
  const isEdited = text !== whole;
  return { kind: kindOf(raw, text), text, edited: isEdited };
}

function kindOf(raw: string, text: string): ChatMessageKind {
  const lineEnd = text.indexOf("\n");
  const firstLine = lineEnd < 0 ? text : text.slice(0, lineEnd);
  if (raw.startsWith(leftToRightMark) && systemNotices.some((notice) => firstLine.includes(notice)))
    return "system";
  const marked = withoutMarks(raw.slice(raw.lastIndexOf(leftToRightMark) + 1));
  if (isMedia(firstLine) || isMedia(marked)) return "media";
  const said = plain(text);
  return deleted.has(said) || said.startsWith(deletedByAdmin) ? "deleted" : "text";
}

function isMedia(line: string): boolean {
  const words = plain(line);
  if (omitted.has(words) || attachedAfter.some((after) => words.endsWith(` ${after}`))) return true;
  if (!line.trimEnd().endsWith(">")) return false;
  const tag = plain(line.slice(line.lastIndexOf("<")));
  return (
    omitted.has(tag) ||
    attachedBefore.some((before) => tag.startsWith(before) && /^ ?:/.test(tag.slice(before.length)))
  );
}

function withoutEditedMarker(text: string): string {
  if (!text.trimEnd().endsWith(">")) return text;
  const at = text.lastIndexOf("<");
  return edited.has(plain(text.slice(at))) ? text.slice(0, at).trimEnd() : text;
}

/** `text` as the tables above write it: composed, in lower case, plain spaces, without the frame and a final full stop. */
function plain(text: string): string {
  const words = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\u00A0\u202F]/g, " ")
    .trim();
  const framed = words.startsWith("<") && words.endsWith(">") ? words.slice(1, -1) : words;
  return framed.endsWith(".") ? framed.slice(0, -1) : framed;
}

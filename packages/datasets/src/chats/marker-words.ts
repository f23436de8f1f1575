/** What WhatsApp writes into an export in one language. All but the notices are in lower case. */
type MarkerWords = {
  /** Replace media that were left out, with or without angle brackets. */
  readonly omitted: readonly string[];
  /** In parentheses after the name of an attached file (Android). */
  readonly attachedAfter: string;
  /** In angle brackets, with a colon, before the name of an attached file (iOS). */
  readonly attachedBefore: readonly string[];
  /** Replace a deleted message. */
  readonly deleted: readonly string[];
  /** In angle brackets after the text of an edited message. */
  readonly edited: string;
  /** Parts of notices that are unlikely to occur in messages or names. */
  readonly notices: readonly string[];
};

/** Markers by language, collected from the tables and fixtures of open-source parsers: the export format has no specification. */
export const markerWords: Readonly<Record<"en" | "nl" | "de" | "es" | "fr", MarkerWords>> = {
  en: {
    omitted: [
      "media omitted",
      "image omitted",
      "video omitted",
      "video note omitted",
      "video message omitted",
      "audio omitted",
      "gif omitted",
      "sticker omitted",
      "document omitted",
      "contact card omitted",
      "view once message omitted",
      "view once voice message omitted",
    ],
    attachedAfter: "file attached",
    attachedBefore: ["attached"],
    deleted: ["this message was deleted", "you deleted this message", "you deleted this message as admin"],
    edited: "this message was edited",
    notices: [
      "end-to-end encrypted",
      " created group ",
      " created this group",
      " changed the subject",
      " changed the group ",
      " changed this group's ",
      " changed their phone number",
      " joined using this group's ",
      "security code with ",
    ],
  },
  nl: {
    omitted: [
      "media weggelaten",
      "afbeelding weggelaten",
      "video weggelaten",
      "audio weggelaten",
      "gif weggelaten",
      "sticker weggelaten",
      "document weggelaten",
      "visitekaartje weggelaten",
    ],
    attachedAfter: "bestand bijgevoegd",
    attachedBefore: ["bijgevoegd"],
    deleted: ["dit bericht is verwijderd", "u hebt dit bericht verwijderd", "je hebt dit bericht verwijderd"],
    edited: "dit bericht is bewerkt",
    notices: [
      "end-to-end versleuteld",
      " heeft de groep ",
      " heeft het onderwerp ",
      " heeft de groepsafbeelding ",
      "beveiligingscode voor ",
    ],
  },
  de: {
    omitted: [
      "medien ausgeschlossen",
      "medien weggelassen",
      "bild weggelassen",
      "video weggelassen",
      "videonachricht weggelassen",
      "audio weggelassen",
      "gif weggelassen",
      "sticker weggelassen",
      "dokument weggelassen",
      "kontaktkarte weggelassen",
      "kontaktkarte ausgelassen",
    ],
    attachedAfter: "datei angehängt",
    attachedBefore: ["anhang", "angehängt"],
    deleted: ["diese nachricht wurde gelöscht", "du hast diese nachricht gelöscht"],
    edited: "diese nachricht wurde bearbeitet",
    notices: [
      "Ende-zu-Ende-verschlüsselt",
      " hat die Gruppe ",
      " hat den Betreff ",
      " hat das Gruppenbild ",
      "Sicherheitsnummer für ",
    ],
  },
  es: {
    omitted: [
      "multimedia omitido",
      "archivo omitido",
      "imagen omitida",
      "video omitido",
      "audio omitido",
      "gif omitido",
      "sticker omitido",
      "documento omitido",
      "tarjeta de contacto omitida",
    ],
    attachedAfter: "archivo adjunto",
    attachedBefore: ["adjunto"],
    deleted: ["se eliminó este mensaje", "este mensaje fue eliminado", "eliminaste este mensaje"],
    edited: "se editó este mensaje",
    notices: [
      "cifrados de extremo a extremo",
      " creó el grupo ",
      " cambió el asunto ",
      " cambió el ícono ",
      "código de seguridad con ",
    ],
  },
  fr: {
    omitted: [
      "médias omis",
      "fichier omis",
      "image absente",
      "image omise",
      "vidéo absente",
      "vidéo omise",
      "audio omis",
      "gif retiré",
      "sticker omis",
      "document manquant",
      "document omis",
      "fiche contact manquante",
    ],
    attachedAfter: "fichier joint",
    attachedBefore: ["pièce jointe"],
    deleted: ["ce message a été supprimé", "vous avez supprimé ce message"],
    edited: "ce message a été modifié",
    notices: [
      "chiffrés de bout en bout",
      " a créé le groupe ",
      " a modifié le sujet ",
      " a changé le sujet ",
      "code de sécurité avec ",
    ],
  },
};

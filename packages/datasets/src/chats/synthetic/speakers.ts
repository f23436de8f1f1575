/** Someone in a synthetic chat, with habits that a reader can tell. Sentences have the slots `{place}`, `{thing}`, `{day}` and `{name}`, the name of the other. */
export type Speaker = {
  readonly name: string;
  readonly openings: readonly string[];
  readonly sentences: readonly string[];
  readonly questions: readonly string[];
  readonly answers: readonly string[];
  /** What is put at the end of a message; an empty text for none. */
  readonly endings: readonly string[];
  readonly slots: Readonly<Record<"place" | "thing" | "day", readonly string[]>>;
  /** The probability that another message of the same person follows. */
  readonly goesOn: number;
  /** The mean minutes before an answer. */
  readonly delay: number;
};

/** Noor writes Dutch: short messages in lower case, several in a row, with laughter and emoji. */
const noor: Speaker = {
  name: "Noor",
  openings: ["hee", "hoi hoi", "joh", "zeg", "oh ja", "haha"],
  sentences: [
    "ik ben nog bij {place}",
    "heb net {thing} gekocht",
    "{day} kan ik echt niet",
    "de trein had weer vertraging",
    "ik moet zo naar {place}",
    "{thing} was helemaal op",
    "mijn moeder belde net over {thing}",
    "het regent hier al de hele dag",
    "ik zie je {day} bij {place}",
  ],
  questions: [
    "ga je {day} mee naar {place}?",
    "heb jij {thing} nog?",
    "hoe laat ben je {day} bij {place}?",
    "kun jij {thing} meenemen?",
  ],
  answers: ["ja is goed", "nee joh", "haha ja natuurlijk", "weet ik nog niet", "doen we", "oke top"],
  endings: ["", "", "", " haha", " 😂", " 😅", " hoor", " x"],
  slots: {
    place: ["de markt", "de bieb", "het station", "oma", "de sportschool", "het park", "school"],
    thing: ["de sleutels", "een taart", "kaartjes", "dat boek", "brood", "mijn fiets", "de oplader"],
    day: ["morgen", "vanavond", "zaterdag", "volgende week", "vrijdag"],
  },
  goesOn: 0.45,
  delay: 3,
};

/** James writes English: whole sentences with capitals and full stops, one at a time, and he takes longer to answer. */
const james: Speaker = {
  name: "James",
  openings: ["Right,", "Well,", "To be fair,", "Actually,", "Good news:", "Honestly,"],
  sentences: [
    "I have just come back from {place}.",
    "I left {thing} at {place} again.",
    "{day} would suit me rather well.",
    "the meeting about {thing} was cancelled.",
    "I shall be at {place} until six.",
    "my brother wants to see {thing} on {day}.",
    "the weather at {place} was dreadful.",
    "I finally finished {thing}, which took all afternoon.",
  ],
  questions: [
    "Shall we meet at {place} on {day}?",
    "Did you remember {thing}, {name}?",
    "Would you mind bringing {thing} on {day}?",
    "What time does {place} close on {day}?",
  ],
  answers: [
    "Yes, that works for me.",
    "I am afraid I cannot.",
    "Certainly, I will be there.",
    "Let me check and get back to you.",
    "Not this time, sorry.",
    "Perfect, thank you.",
  ],
  endings: ["", "", "", "", " Cheers!", " Anyway.", " :)"],
  slots: {
    place: ["the office", "the old library", "the harbour", "the garden", "the bakery", "the museum"],
    thing: ["the umbrella", "the report", "the concert tickets", "the blue folder", "the bicycle pump"],
    day: ["Monday", "Thursday", "Saturday", "Sunday"],
  },
  goesOn: 0.12,
  delay: 25,
};

export const speakers = [noor, james] as const;

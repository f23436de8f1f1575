import { integer, type Rng, seed, split, uniform } from "@tenetjs/core";
import { checkInteger, checkOptions } from "@tenetjs/core/internals";
import { type Speaker, speakers } from "./speakers.ts";

export type SyntheticChatOptions = {
  /** The seed. The same seed gives the same chat, and a longer chat begins with the shorter one. */
  readonly seed: number | string;
  /** The number of messages after WhatsApp's first notice. Default: 2000. */
  readonly messages?: number;
};

/**
 * An invented export of a chat, in the form of WhatsApp on Android with Dutch settings, for {@link readChat}. Noor writes short Dutch messages in lower case,
 * several in a row; James writes whole English sentences. They ask each other questions and answer them. Times never run backwards, and nobody writes at
 * night. Some messages are omitted media, and some were deleted.
 *
 * @throws {RangeError} when `messages` is not a positive integer.
 */
export function syntheticChat(options: SyntheticChatOptions): string {
  checkOptions("syntheticChat", options, { seed: true, messages: true });
  const { seed: given, messages = 2000 } = options;
  checkInteger("syntheticChat", "messages", messages, 1);
  const root = seed(`synthetic chat ${given}`);
  const lines = [`${stamp(start)} - ${notice}`];
  let minutes = 0;
  let turn: Turn = { speaker: 0, wasAsked: false };
  for (let index = 0; index < messages; index += 1) {
    const rng = split(root, index);
    const speaker = speakers[turn.speaker] as Speaker;
    minutes = awake(minutes + waiting(speaker, rng));
    const { text, asks } = messageOf(speaker, turn, rng);
    lines.push(`${stamp(start + minutes * minute)} - ${speaker.name}: ${text}`);
    const goesOn = !asks && uniform(rng) < speaker.goesOn;
    turn = { speaker: goesOn ? turn.speaker : 1 - turn.speaker, wasAsked: asks };
  }
  return `${lines.join("\n")}\n`;
}

/** Who writes next, and whether the message before asked for an answer. */
type Turn = { readonly speaker: number; readonly wasAsked: boolean };

const minute = 60_000;
const start = Date.UTC(2023, 0, 2, 8, 30);
const notice =
  "Berichten en gesprekken worden end-to-end versleuteld. Niemand buiten deze chat kan ze lezen of beluisteren, zelfs WhatsApp niet.";

/** The share of messages that are media, and of those that were deleted. */
const mediaShare = 0.04;
const deletedShare = 0.02;

function messageOf(
  speaker: Speaker,
  { wasAsked }: Turn,
  rng: Rng,
): { readonly text: string; readonly asks: boolean } {
  const kind = uniform(rng);
  if (kind < mediaShare) return { text: "<Media weggelaten>", asks: false };
  if (kind < mediaShare + deletedShare) return { text: "Dit bericht is verwijderd", asks: false };
  const asks = !wasAsked && uniform(rng) < 0.3;
  const body = wasAsked ? speaker.answers : asks ? speaker.questions : speaker.sentences;
  const opening = !asks && !wasAsked && uniform(rng) < 0.35 ? `${oneOf(speaker.openings, rng)} ` : "";
  const ending = asks ? "" : oneOf(speaker.endings, rng);
  return { text: `${opening}${filled(oneOf(body, rng), speaker, rng)}${ending}`, asks };
}

/** `sentence` with a word in each slot. */
function filled(sentence: string, speaker: Speaker, rng: Rng): string {
  const other = speakers.find(({ name }) => name !== speaker.name) as Speaker;
  return sentence.replace(/\{(\w+)\}/g, (_, slot: "place" | "thing" | "day" | "name") =>
    slot === "name" ? other.name : oneOf(speaker.slots[slot], rng),
  );
}

/** Whole minutes before a message, exponentially distributed; now and then the chat rests for hours. */
function waiting({ delay }: Speaker, rng: Rng): number {
  const mean = uniform(rng) < 0.06 ? 60 * 9 : delay;
  return Math.round(-Math.log(1 - uniform(rng)) * mean);
}

/** `minutes` since the start, moved to the morning where it would be night. */
function awake(minutes: number): number {
  const date = new Date(start + minutes * minute);
  const hour = date.getUTCHours();
  if (hour >= 7 && hour < 23) return minutes;
  const untilSeven = ((31 - hour) % 24) * 60 - date.getUTCMinutes();
  return minutes + untilSeven + (minutes % 40);
}

/** "05-03-2023 14:07". */
function stamp(time: number): string {
  const [date = "", clock = ""] = new Date(time).toISOString().split("T");
  return `${date.split("-").reverse().join("-")} ${clock.slice(0, 5)}`;
}

function oneOf<Item>(items: readonly Item[], rng: Rng): Item {
  return items[integer(rng, items.length)] as Item;
}

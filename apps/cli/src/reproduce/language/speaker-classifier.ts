import type { Vocabulary } from "@tenetjs/datasets";
import { ngramModel, score } from "@tenetjs/sampling/scoring";
import { grouped } from "../report/grouped.ts";
import type { ChatLine } from "./chat-lines.ts";

/** Authors with fewer messages are too few to know. */
const fewest = 20;
const order = 4;

/** The share of messages, of authors that are known, that the classifier gives to their author; 0 where there are none. */
export type SpeakerClassifier = (messages: readonly ChatLine[]) => Promise<number>;

/**
 * A classifier that gives a message to the author whose n-gram model of characters gives it the lowest loss. It has learned from `training`, and never sees
 * the name before the text.
 */
export function speakerClassifier(training: readonly ChatLine[], vocabulary: Vocabulary): SpeakerClassifier {
  const models = Array.from(grouped(training, ({ author }) => author)).flatMap(([author, messages]) => {
    if (messages.length < fewest) return [];
    const tokens = vocabulary.encode(messages.map(({ text }) => framed(text)).join(""));
    return [{ author, model: ngramModel(tokens, { vocabSize: vocabulary.size, order }) }];
  });
  const authorOf = async ({ text }: ChatLine): Promise<string | undefined> => {
    const tokens = vocabulary.encode(framed(text));
    let best = { author: undefined as string | undefined, nats: Number.POSITIVE_INFINITY };
    for (const { author, model } of models) {
      const { nats } = await score(model, tokens);
      if (nats < best.nats) best = { author, nats };
    }
    return best.author;
  };
  return async (messages) => {
    const known = messages.filter(({ author }) => models.some((one) => one.author === author));
    let right = 0;
    for (const message of known) if ((await authorOf(message)) === message.author) right += 1;
    return right / Math.max(1, known.length);
  };
}

/** A message with the line breaks around it, so that the model sees where it starts and ends. */
function framed(text: string): string {
  return `\n${text}\n`;
}

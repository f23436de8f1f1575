/** A message as a chat for training has it: `[2024-03-05 14:07] author: text`. */
export type ChatLine = { readonly time: string; readonly author: string; readonly text: string };

const form = /^\[(\d{4}-\d{2}-\d{2} \d{2}:\d{2})\] ([^:\n]+): (.+)$/;

/** The messages in `text`, and the number of lines that are none: not the notices, nor the further lines of a message, but lines that went wrong. */
export function chatLines(text: string): { readonly messages: readonly ChatLine[]; readonly others: number } {
  const lines = text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("\t") && !/^\[[^\]]+\] \* /.test(line));
  const messages = lines.flatMap((line) => {
    const [, time, author, said] = form.exec(line) ?? [];
    if (time === undefined || author === undefined || said === undefined) return [];
    return Number.isNaN(Date.parse(`${time.replace(" ", "T")}Z`)) ? [] : [{ time, author, text: said }];
  });
  return { messages, others: lines.length - messages.length };
}

/** The share of messages that are not before the one that precedes them; 0 for fewer than two. */
export function shareInOrder(messages: readonly ChatLine[]): number {
  const pairs = messages.slice(1).map(({ time }, index) => time >= (messages[index] as ChatLine).time);
  return pairs.filter(Boolean).length / Math.max(1, pairs.length);
}

import { chatText } from "../../corpus/chat-text.ts";
import { existingFile } from "../../corpus/find-source.ts";
import { readSource } from "../../corpus/read-source.ts";
import { option, optionGroup, withDefaults } from "../../options/option.ts";
import { choice, toggle } from "../../options/value-types.ts";
import { languageOptions } from "./language-options.ts";
import { languageTask } from "./language-task.ts";

const options = {
  ...optionGroup(
    { heading: "Chat", resume: "must stay" },
    {
      pseudonymise: option({
        flag: "--pseudonymise",
        type: toggle,
        default: false,
        help: "put Person 1, Person 2, ... and Number 1, ... for names and phone numbers",
      }),
      dateOrder: option({
        flag: "--date-order <order>",
        type: choice(["day-first", "month-first"]),
        otherwise: "found out, and told",
        help: "what stands first in dates",
      }),
    },
  ),
  ...withDefaults(languageOptions, { layers: 3, hiddenSize: 256, time: 120 }),
};

/** `tenet train chat`: a language model of a chat. */
export const chat = languageTask({
  name: "chat",
  description: "train on a chat that WhatsApp exported, from Android or iOS",
  argument: { name: "<file>", help: "the export: _chat.txt, or WhatsApp Chat with ....txt" },
  help: `
Nothing leaves this machine. A network may repeat what it was trained on: treat its weights as you treat the chat.

  tenet train chat _chat.txt --pseudonymise --preset adam --out runs/chat`,
  options,
  read: async ({ values, names: [name = ""], terminal }) => {
    const source = await readSource({ kind: "file", path: existingFile(name) }, terminal);
    const { text, dateOrder, summary } = chatText(source, values);
    terminal.error(`${source.name}: ${summary}`);
    return { sources: [{ ...source, text }], found: { dateOrder } };
  },
  // The order of the dates in another export is its own.
  textOf: (source, { pseudonymise, dateOrder }, whose) =>
    chatText(source, { pseudonymise, dateOrder: whose === "own" ? dateOrder : null }).text,
});

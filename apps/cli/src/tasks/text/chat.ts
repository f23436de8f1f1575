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
        help: "replace names and phone numbers by Person 1, Number 1 and so on",
      }),
      dateOrder: option({
        flag: "--date-order <order>",
        type: choice(["day-first", "month-first", "year-first"]),
        otherwise: "detected and reported",
        help: "order of day, month and year in dates",
      }),
    },
  ),
  ...withDefaults(languageOptions, { layers: 3, hiddenSize: 256, time: 120 }),
};

/** `tenet train chat`: a language model of a chat. */
export const chat = languageTask({
  name: "chat",
  argument: {
    name: "<file>",
    help: 'the exported file, such as _chat.txt or "WhatsApp Chat with NAME.txt", or the zip archive with it',
  },
  help: `
Nothing leaves this machine. A network may repeat its training text: treat the weights as you treat the chat. Only you can read the files of the run.
With --pseudonymise, the run does not record the name and the path of the file: tenet resume RUN FILE names it again.

Examples:
  tenet train chat _chat.txt --out runs/chat
  tenet train chat _chat.txt --pseudonymise --preset adam --out runs/pseudonyms`,
  options,
  confidential: true,
  read: async ({ values, names: [name = ""], terminal }) => {
    const source = await readSource({ kind: "file", path: existingFile(name) }, terminal);
    const { text, dateOrder, notes } = await chatText(source, values);
    const named = values.pseudonymise ? { name: "chat", origin: { kind: "hidden" } as const } : {};
    const whole = { ...source, ...named, text };
    for (const note of notes) terminal.error(`${whole.name}: ${note}`);
    return { sources: [whole], found: { dateOrder } };
  },
  // Another export may have another order of dates.
  textOf: async (source, { pseudonymise, dateOrder }, whose) =>
    (await chatText(source, { pseudonymise, dateOrder: whose === "own" ? dateOrder : null })).text,
});

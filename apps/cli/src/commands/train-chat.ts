import type { DateOrder } from "@tenetjs/datasets";
import { Command, Option } from "commander";
import { readChatFile } from "../corpus/read-corpus.ts";
import { type TextOptions, withTextOptions } from "../options/text-options.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { trainOnText } from "./train-on-text.ts";

type Options = TextOptions & {
  readonly pseudonymise?: boolean;
  readonly dateOrder?: DateOrder["order"];
};

/** `tenet train chat`: a language model of a chat. */
export function trainChatCommand(terminal: Terminal): Command {
  const command = new Command("chat")
    .description("train on a chat that WhatsApp exported, from Android or iOS")
    .argument("<file>", "the export: _chat.txt, or WhatsApp Chat with ....txt")
    .addHelpText("after", help)
    .option("--pseudonymise", "put Person 1, Person 2, ... and Number 1, ... for names and phone numbers")
    .addOption(
      new Option("--date-order <order>", "what stands first in dates (default: found out, and told)").choices(
        ["day-first", "month-first"],
      ),
    );
  return withTextOptions(command, { layers: 3, hidden: 256, window: 120 }).action(
    async (file: string, { pseudonymise = false, dateOrder, ...options }: Options) => {
      const reading = { pseudonymise, ...(dateOrder === undefined ? {} : { dateOrder }) };
      const corpus = await readChatFile(file, reading, terminal);
      await trainOnText({ terminal, command, options, task: "chat", corpus });
    },
  );
}

const help = `
Nothing leaves this machine. A network may repeat what it was trained on: treat its weights as you treat the chat.

  tenet train chat _chat.txt --pseudonymise --preset adam --out runs/chat`;

import type { CompletionNode, Operands } from "./completion-tree.ts";

/** A script for fish that completes the command lines of `nodes`, with descriptions. */
export function fishScript(nodes: readonly CompletionNode[]): string {
  const paths = nodes.map(({ path }) => path).filter((path) => path !== "");
  return `# Completion of tenet for fish. To use it, write it to ~/.config/fish/completions/tenet.fish:
#   tenet completion fish > ~/.config/fish/completions/tenet.fish

function __tenet_at --argument-names wanted
    set -l path
    for word in (commandline -opc)[2..-1]
        if contains -- (string join " " $path $word) ${paths.map(quoted).join(" ")}
            set path $path $word
        end
    end
    test "$path" = "$wanted"
end

complete -c tenet -f
${nodes.flatMap(linesOf).join("\n")}
`;
}

function linesOf({ path, commands, options, operands }: CompletionNode): string[] {
  const here = `complete -c tenet -n ${quoted(`__tenet_at ${quoted(path)}`)}`;
  const described = ({ description }: { readonly description: string }) => `-d ${quoted(description)}`;
  return [
    ...commands.map((command) => `${here} -a ${quoted(command.name)} ${described(command)}`),
    ...(commands.length > 0 || operands.kind === "unknown" ? [] : [`${here} ${completing(operands)}`]),
    ...options.map((option) => {
      const flag = `${here} -l ${option.name.slice("--".length)} ${described(option)}`;
      return option.value === undefined ? flag : `${flag} -r ${completing(option.value)}`;
    }),
  ];
}

/** The switches of `complete` for what can stand here. -f keeps the names of files out, -F lets them in. */
function completing(operands: Operands): string {
  if (operands.kind === "words") return `-f -a ${quoted(operands.words.join(" "))}`;
  return operands.kind === "path" ? "-F" : "-f";
}

/** `text` as one word of fish. */
function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

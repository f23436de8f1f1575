import type { CompletionNode, Described, Operands } from "./completion-tree.ts";
import { quoted } from "./quoted.ts";

/** A script for zsh that completes the command lines of `nodes`, with descriptions. */
export function zshScript(nodes: readonly CompletionNode[]): string {
  const paths = nodes.map(({ path }) => path).filter((path) => path !== "");
  return `# Completion of tenet for zsh. To use it, add this line to ~/.zshrc, after compinit:
#   source <(tenet completion zsh)

_tenet() {
  local current=\${words[CURRENT]} previous=\${words[CURRENT - 1]} command="" at
  local -a found
  for ((at = 2; at < CURRENT; at += 1)); do
    case "\${command:+$command }\${words[at]}" in
      ${paths.map(quoted).join(" | ")}) command="\${command:+$command }\${words[at]}" ;;
    esac
  done
  case "$command $previous" in
${nodes.flatMap(valueCases).join("\n")}
  esac
  case "$command" in
${nodes.map(commandCase).join("\n")}
  esac
}

compdef _tenet tenet
`;
}

function valueCases({ path, options }: CompletionNode): string[] {
  return options.flatMap(({ name, value }) =>
    value === undefined ? [] : [`    ${quoted(`${path} ${name}`)}) ${completing(value)}; return ;;`],
  );
}

function commandCase({ path, commands, options, operands }: CompletionNode): string {
  const others = commands.length === 0 ? completing(operands) : describing("command", commands);
  return `    ${quoted(path)}) if [[ $current == -* ]]; then ${describing("-o option", options)}; else ${others}; fi ;;`;
}

function describing(what: string, list: readonly Described[]): string {
  const entries = list.map(({ name, description }) => `${name.replaceAll(":", "\\:")}:${description}`);
  return `found=(${entries.map(quoted).join(" ")}); _describe ${what} found`;
}

function completing(operands: Operands): string {
  if (operands.kind === "words") return `compadd -- ${operands.words.map(quoted).join(" ")}`;
  return operands.kind === "path" ? "_files" : "true";
}

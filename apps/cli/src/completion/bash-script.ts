import type { CompletionNode, Operands } from "./completion-tree.ts";
import { quoted } from "./quoted.ts";

/** A script for bash that completes the command lines of `nodes`. */
export function bashScript(nodes: readonly CompletionNode[]): string {
  const paths = nodes.map(({ path }) => path).filter((path) => path !== "");
  return `# Completion of tenet for bash. To use it, add this line to ~/.bashrc:
#   source <(tenet completion bash)

_tenet() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} path="" at
  for ((at = 1; at < COMP_CWORD; at += 1)); do
    case "\${path:+$path }\${COMP_WORDS[at]}" in
      ${paths.map(quoted).join(" | ")}) path="\${path:+$path }\${COMP_WORDS[at]}" ;;
    esac
  done
  case "$path $previous" in
${nodes.flatMap(valueCases).join("\n")}
  esac
  case "$path" in
${nodes.map(commandCase).join("\n")}
  esac
}

# Completes one of the words given.
_tenet_words() {
  COMPREPLY=($(compgen -W "$*" -- "$current"))
}

_tenet_path() {
  compopt -o filenames
  mapfile -t COMPREPLY < <(compgen -f -- "$current")
}

complete -F _tenet tenet
`;
}

function valueCases({ path, options }: CompletionNode): string[] {
  return options.flatMap(({ name, value }) =>
    value === undefined ? [] : [`    ${quoted(`${path} ${name}`)}) ${completing(value)}; return ;;`],
  );
}

function commandCase({ path, commands, options, operands }: CompletionNode): string {
  const flags = completing({ kind: "words", words: options.map(({ name }) => name) });
  const others =
    commands.length === 0
      ? completing(operands)
      : completing({ kind: "words", words: commands.map(({ name }) => name) });
  return `    ${quoted(path)}) if [[ $current == -* ]]; then ${flags}; else ${others}; fi ;;`;
}

function completing(operands: Operands): string {
  if (operands.kind === "words") return `_tenet_words ${operands.words.map(quoted).join(" ")}`;
  return operands.kind === "path" ? "_tenet_path" : "COMPREPLY=()";
}

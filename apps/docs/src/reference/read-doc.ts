import ts from "typescript";
import type { Declaration } from "./declaration.ts";

/** The parts of doc comments. */
export function readDoc(
  comments: readonly (ts.JSDoc | ts.JSDocTag)[],
): Pick<Declaration, "doc" | "params" | "returns" | "throws"> {
  const docs = comments.filter((comment) => ts.isJSDoc(comment));
  const tags = docs.flatMap(({ tags = [] }) => [...tags]);
  return {
    doc: docs.map(({ comment }) => textOf(comment)).join("\n\n"),
    params: tags.flatMap((tag) =>
      ts.isJSDocParameterTag(tag)
        ? [[tag.name.getText(), textOf(tag.comment).replace(/^- /, "")] as const]
        : [],
    ),
    returns: tags.flatMap((tag) => (ts.isJSDocReturnTag(tag) ? [textOf(tag.comment)] : [])).at(0),
    throws: tags.flatMap((tag) => (ts.isJSDocThrowsTag(tag) ? throwsOf(tag) : [])),
  };
}

/** TypeScript takes "@throws" within a line for text. */
function throwsOf(tag: ts.JSDocThrowsTag): string[] {
  const type = tag.typeExpression?.type.getText();
  const text = textOf(tag.comment);
  const whole = type === undefined ? text : `{${type}} ${text}`;
  return whole.split(/\s*@throws\s+/).map((each) => each.replace(/^\{(\w+)\}/, "`$1`"));
}

function textOf(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  return (ts.getTextOfJSDocComment(comment) ?? "").trim();
}

/** An SVG element that is to be drawn: its name, attributes and content. */
export type Shape = {
  readonly name: keyof SVGElementTagNameMap;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly content: readonly (Shape | string)[];
};

/** A shape with these attributes and content. */
export function shape(
  name: Shape["name"],
  attributes: Shape["attributes"] = {},
  ...content: Shape["content"]
): Shape {
  return { name, attributes, content };
}

/**
 * Draws `shapes` into `target`, in place of what it shows. Elements that are there are used again, and only what differs is changed: a figure can be drawn
 * anew in each frame, as a whole, and costs what has changed.
 */
export function drawShapes(target: SVGElement, shapes: readonly (Shape | string)[]): void {
  const before = drawn.get(target) ?? [];
  for (const [index, next] of shapes.entries()) {
    const last = before[index];
    const node = target.childNodes[index];
    if (last === next) continue;
    if (typeof next === "string") {
      if (typeof last === "string" && node !== undefined) node.nodeValue = next;
      else put(target, document.createTextNode(next), node);
    } else if (typeof last === "object" && last.name === next.name && node !== undefined) {
      setAttributes(node as SVGElement, last.attributes, next.attributes);
      drawShapes(node as SVGElement, next.content);
    } else {
      const made = document.createElementNS("http://www.w3.org/2000/svg", next.name);
      setAttributes(made, {}, next.attributes);
      drawShapes(made, next.content);
      put(target, made, node);
    }
  }
  while (target.childNodes.length > shapes.length) target.lastChild?.remove();
  drawn.set(target, shapes);
}

/** What each element shows now. */
const drawn = new WeakMap<SVGElement, readonly (Shape | string)[]>();

function put(target: SVGElement, made: Node, instead: ChildNode | undefined): void {
  if (instead === undefined) target.append(made);
  else instead.replaceWith(made);
}

function setAttributes(node: SVGElement, last: Shape["attributes"], next: Shape["attributes"]): void {
  for (const [name, value] of Object.entries(next))
    if (last[name] !== value) node.setAttribute(name, String(value));
  for (const name of Object.keys(last)) if (!(name in next)) node.removeAttribute(name);
}

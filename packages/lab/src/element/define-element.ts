import { teacherParameters } from "./address.ts";
import { announcer } from "./announcer.ts";
import { baseStyles } from "./base-styles.ts";
import { beginning, isListed, keepAddress } from "./beginning.ts";
import type { Controls, Values } from "./control.ts";
import { kebabCase, type Value, valueIn } from "./control-text.ts";
import type { Definition } from "./definition.ts";
import { type Field, field } from "./field.ts";
import type { Host } from "./host.ts";
import { settings } from "./settings.ts";
import { showFailure } from "./show-failure.ts";
import { watchSight } from "./sight.ts";

/** The code of an element: it draws, listens and works until the host's signal is aborted, and returns what the commands do. */
export type Connect<Type extends Controls, Command extends string> = (
  host: Host<Type>,
) => Readonly<Record<Command, () => void>>;

/**
 * Registers the custom element that `described` describes, once. Where there are no custom elements, as on a server that renders pages, it does
 * nothing.
 */
export function defineElement<Type extends Controls, Command extends string>(
  described: Definition<Type, Command>,
  connect: Connect<Type, Command>,
  styles = "",
): void {
  if (typeof customElements === "undefined" || customElements.get(described.name) !== undefined) return;
  customElements.define(described.name, elementClass(described, connect, styles));
}

/** The class that a custom element has to be. Its fields are private, so that an element has no properties but its controls and commands. */
function elementClass<Type extends Controls, Command extends string>(
  described: Definition<Type, Command>,
  connect: Connect<Type, Command>,
  styles: string,
): CustomElementConstructor {
  const { controls } = described;
  const names = Object.keys(controls);
  const sheets = [baseStyles, styles].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });

  return class LabElement extends HTMLElement {
    static readonly observedAttributes = [...names.map(kebabCase), "address", ...teacherParameters];
    readonly #root = this.attachShadow({ mode: "open" });
    readonly #settings = settings(controls);
    /** The values that scripts set before the element first came into a page. */
    readonly #assigned: Record<string, Value> = {};
    readonly #fields = new Map<string, Field>();
    #usual: Values<Type> | undefined;
    #leave: AbortController | undefined;
    #commands: Partial<Record<Command, () => void>> = {};

    static {
      for (const name of names) {
        Object.defineProperty(LabElement.prototype, name, {
          get(this: LabElement) {
            return this.#settings.values[name];
          },
          set(this: LabElement, value: Value) {
            this.#settings.change({ [name]: value } as Partial<Values<Type>>);
            if (this.#usual === undefined) this.#assigned[name] = this.#settings.values[name] as Value;
          },
          enumerable: true,
          configurable: true,
        });
      }
      for (const name of Object.keys(described.commands)) {
        Object.defineProperty(LabElement.prototype, name, {
          value(this: LabElement) {
            this.#commands[name as Command]?.();
          },
          configurable: true,
        });
      }
    }

    constructor() {
      super();
      this.#root.adoptedStyleSheets = sheets;
      // A property that was set before the element was registered hides the accessor of the same name.
      for (const name of names.filter((name) => Object.hasOwn(this, name))) {
        const value = Reflect.get(this, name);
        Reflect.deleteProperty(this, name);
        Reflect.set(this, name, value);
      }
    }

    connectedCallback(): void {
      this.#leave = new AbortController();
      const { signal } = this.#leave;
      const { usual, link } = beginning(described, this);
      if (this.#usual === undefined) {
        this.#usual = usual;
        this.#settings.change({ ...usual, ...link.values, ...this.#assigned });
      }
      let linked = link.values;
      const reading = (values: Partial<Values<Type>>) => {
        linked = values;
      };
      keepAddress(controls, this, this.#usual, this.#settings, reading, signal);
      const voice = announcer(signal);
      this.#root.replaceChildren();
      try {
        this.#commands = connect({
          element: this,
          root: this.#root,
          settings: this.#settings,
          signal,
          field: (name) => this.#field(name, signal),
          linked: (name) => linked[name],
          hides: (part) => isListed(controls, this, "hide", part),
          locks: (control) => isListed(controls, this, "lock", control),
          watchSight: (watcher) => watchSight(this, watcher, signal),
          say: voice.say,
          fail: showFailure,
          emit: (type, detail) =>
            void this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true })),
        });
      } catch (error) {
        showFailure(this.#root, error);
      }
      this.#root.append(voice.element);
      const { refused } = link;
      if (refused.length > 0)
        showFailure(
          this.#root,
          `The link says ${refused.join(" and ")}, which is not possible here. The usual value takes its place.`,
        );
    }

    disconnectedCallback(): void {
      this.#leave?.abort();
      this.#commands = {};
      this.#fields.clear();
      this.#root.replaceChildren();
    }

    attributeChangedCallback(attribute: string, _: string | null, text: string | null): void {
      if (this.#usual === undefined) return;
      const name = names.find((name) => kebabCase(name) === attribute);
      if (name !== undefined) {
        const control = controls[name] as Controls[string];
        const value = (text === null ? undefined : valueIn(control, text)) ?? control.default;
        this.#settings.change({ [name]: value } as Partial<Values<Type>>);
      } else if (attribute === "preset") {
        this.#settings.change(described.presets[text ?? ""]?.values ?? {});
      } else if (attribute === "lock") {
        for (const [name, { lock }] of this.#fields) lock(isListed(controls, this, "lock", name));
      } else if (this.isConnected) {
        // What is hidden is not made at all.
        this.disconnectedCallback();
        this.connectedCallback();
      }
    }

    #field(name: keyof Type & string, signal: AbortSignal): Node {
      const kebab = kebabCase(name);
      if (isListed(controls, this, "hide", kebab)) return document.createDocumentFragment();
      const made = field(controls, name, this.#settings, signal);
      made.lock(isListed(controls, this, "lock", kebab));
      this.#fields.set(kebab, made);
      return made.element;
    }
  };
}

/** A field above lists that hides the items, and the headings of lists, that do not have what is typed in it. */
class TenetNameFilter extends HTMLElement {
  connectedCallback(): void {
    const label = document.createElement("label");
    label.textContent = "Filter by name";
    const field = document.createElement("input");
    field.type = "search";
    field.autocomplete = "off";
    field.spellcheck = false;
    label.append(field);
    const count = document.createElement("output");
    field.addEventListener("input", () => {
      count.value = this.#filter(field.value.trim().toLowerCase());
    });
    this.prepend(label, count);
  }

  #filter(text: string): string {
    let shown = 0;
    for (const list of this.querySelectorAll("ul")) {
      let here = 0;
      for (const item of list.querySelectorAll("li")) {
        const has = item.querySelector("code")?.textContent?.toLowerCase().includes(text) ?? false;
        item.hidden = !has;
        if (has) here += 1;
      }
      list.hidden = here === 0;
      const heading = list.previousElementSibling;
      if (heading instanceof HTMLElement) heading.hidden = here === 0;
      shown += here;
    }
    return text === "" ? "" : shown === 1 ? "1 name" : `${shown} names`;
  }
}

customElements.define("tenet-name-filter", TenetNameFilter);

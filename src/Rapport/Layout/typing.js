// What may be meant, beneath a box, as one types.
for (const typed of document.querySelectorAll(".typed")) {
  const [box, list, status] = ["input", "ul", "p"].map(tag => typed.querySelector(tag)), url = box.dataset.suggest;
  let at, asking;
  const go = to => {
    const all = [...list.children], one = all[at = to];
    all.forEach(each => each.ariaSelected = each === one);
    box.ariaExpanded = all.length > 0;
    box.setAttribute("aria-activedescendant", one?.id ?? "");
    one?.scrollIntoView({ block: "nearest" });
  };
  const make = (tag, like) => Object.assign(document.createElement(tag), like);
  const show = ({ told, suggestions }) => {
    status.textContent = told;
    list.replaceChildren(...suggestions.map(({ label, kind, text }, i) => {
      const one = make("li", { id: list.id + i, role: "option", onclick: () => close(box.value = text) });
      one.append(label, " ", make("small", { textContent: kind }));
      return one;
    }));
    go(-1);
  };
  const close = () => {
    asking?.abort();
    show({ suggestions: [] });
  };
  box.oninput = async () => {
    asking?.abort();
    const text = box.value, { signal } = asking = new AbortController();
    if (!text.trim()[1]) return close();
    await new Promise(then => setTimeout(then, 150));
    signal.aborted || (url.endsWith("=") ? fetch(url + encodeURIComponent(text), { signal })
      : fetch(url, { signal, method: "POST", body: JSON.stringify({ text }) }))
      .then(answer => answer.json()).then(show).catch(() => signal.aborted || close());
  };
  box.onblur = close;
  list.onmousedown = () => false;
  box.onkeydown = ({ key }) => {
    const count = list.children.length + 1, step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (count < 2) return;
    if (step) go((at + 1 + step + count) % count - 1);
    else if (key === "Escape") close();
    else if (key !== "Enter" || at < 0) return;
    else list.children[at].click();
    return false;
  };
  box.role = "combobox";
  box.ariaAutoComplete = "list";
  close();
}

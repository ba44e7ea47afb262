// The accessible name and role of an element, after the rules of accname 1.2 and html-aam:
// what aria-labelledby names, aria-label, the native label, what the element holds, title.
const roleOfTag = e => {
  switch (e.localName) {
    case "button": case "summary": return "button";
    case "a": case "area": return e.hasAttribute("href") ? "link" : "";
    case "input": switch (e.type) {
      case "button": case "submit": case "reset": case "image": case "file": case "color": return "button";
      case "checkbox": return "checkbox";
      case "radio": return "radio";
      case "range": return "slider";
      case "number": return "spinbutton";
      case "search": return "searchbox";
      case "hidden": return "";
      default: return e.hasAttribute("list") ? "combobox" : "textbox";
    }
    case "select": return e.multiple || e.size > 1 ? "listbox" : "combobox";
    case "textarea": return "textbox";
    case "option": return "option";
    case "h1": case "h2": case "h3": case "h4": case "h5": case "h6": return "heading";
    case "img": return e.getAttribute("alt") === "" ? "" : "img";
    case "dialog": return "dialog";
    case "ul": case "ol": case "menu": return "list";
    case "li": return "listitem";
    case "table": return "table";
    case "tr": return "row";
    case "td": return "cell";
    case "th": return "columnheader";
    case "form": return "form";
    case "fieldset": case "details": return "group";
    case "nav": return "navigation";
    case "main": return "main";
    case "aside": return "complementary";
    case "section": return "region";
    case "article": return "article";
    case "output": return "status";
    case "progress": return "progressbar";
    case "meter": return "meter";
    case "iframe": case "frame": return "iframe";
  }
  return e.isContentEditable && e.hasAttribute("contenteditable") ? "textbox" : "";
};

const roles = new Set(("alert alertdialog article button cell checkbox columnheader combobox complementary dialog form grid gridcell group heading img " +
  "link list listbox listitem log main marquee menu menubar menuitem menuitemcheckbox menuitemradio meter navigation none option presentation " +
  "progressbar radio radiogroup region row rowheader search searchbox separator slider spinbutton status switch tab table tablist tabpanel textbox " +
  "timer toolbar tooltip tree treegrid treeitem banner contentinfo").split(" "));

// roleOf is the first role its author gave e that exists, else that of its tag.
const roleOf = e => {
  const given = e.getAttribute("role");
  if (given) for (const r of given.toLowerCase().split(/\s+/)) if (roles.has(r)) return r === "image" ? "img" : r;
  return roleOfTag(e);
};

const fromContent = new Set(("button cell checkbox columnheader gridcell heading link menuitem menuitemcheckbox menuitemradio option radio row " +
  "rowheader switch tab tooltip treeitem").split(" "));

const tidy = s => s.replace(/\s+/g, " ").trim();
const isBlock = d => !d.startsWith("inline") && d !== "contents" && d !== "none" && !d.startsWith("ruby");

// apart reports whether what stands in a line has room at its sides: a person reads it as another word.
const apart = s => [s.marginLeft, s.marginRight, s.paddingLeft, s.paddingRight].some(w => parseFloat(w) >= 2);

const referred = (e, attribute) => {
  const ids = e.getAttribute(attribute);
  if (!ids) return [];
  const root = e.getRootNode();
  return ids.split(/\s+/).map(id => id && root.getElementById?.(id)).filter(Boolean);
};

// childrenOf lists what is shown inside e: its shadow root's children instead of its own, what a slot was given.
const childrenOf = e => {
  const r = e.shadowRoot ?? closed.get(e);
  if (r) return r.childNodes;
  if (e.localName === "slot") { const given = e.assignedNodes(); if (given.length) return given; }
  return e.childNodes;
};

// wordsIn gathers what e holds, as a name takes it.
const wordsIn = (e, seen, hiddenToo) => {
  let s = "";
  for (const n of childrenOf(e)) {
    if (n.nodeType === 3) s += n.data;
    else if (n.nodeType === 1 && !mute.test(n.localName)) {
      if (n.localName === "br") { s += " "; continue; }
      const style = getComputedStyle(n);
      if (!hiddenToo && (style.display === "none" || style.visibility !== "visible" && !n.firstElementChild || n.getAttribute("aria-hidden") === "true" && !n.textContent.trim())) continue;
      const gap = isBlock(style.display) || style.display !== "inline" || apart(style) ? " " : "";
      s += gap + partOf(n, seen, hiddenToo) + gap;
    }
  }
  return s;
};

// generated is the text a style sheet puts before or after what e holds.
const generated = (e, which) => {
  const c = getComputedStyle(e, which).content;
  if (c === "none" || c === "normal") return "";
  const m = /^"((?:[^"\\]|\\.)*)"/.exec(c);
  return m ? m[1].replace(/[\ue000-\uf8ff]/g, "") : "";
};

const partOf = (e, seen, hiddenToo) => {
  if (seen.has(e)) return "";
  seen.add(e);
  const label = e.getAttribute("aria-label");
  if (label?.trim()) return label;
  if (e.localName === "img" || e.localName === "area") return e.getAttribute("alt") ?? e.title;
  if (e.localName === "svg") return [...e.children].find(c => c.localName === "title")?.textContent ?? "";
  if (e.matches(pushes)) return e.value;
  if (e.matches("input,textarea,select") || e.isContentEditable && e.hasAttribute("contenteditable")) return "";
  return wordsIn(e, seen, hiddenToo) || e.getAttribute("title") || "";
};

const nameOf = (e, role = roleOf(e)) => {
  const by = referred(e, "aria-labelledby");
  if (by.length) {
    const s = tidy(by.map(o => o === e ? o.getAttribute("aria-label") ?? "" : partOf(o, new Set([e]), !o.checkVisibility())).join(" "));
    if (s) return s;
  }
  const label = tidy(e.getAttribute("aria-label") ?? "");
  if (label) return label;
  if (e.matches(pushes)) return tidy(e.value) || {submit: "Submit", reset: "Reset"}[e.type] || tidy(e.title);
  if (e.localName === "img" || e.matches("input[type=image]") || e.localName === "area") return tidy(e.getAttribute("alt") || e.title);
  if (e.localName === "svg") return tidy(partOf(e, new Set()) || e.getAttribute("title") || "");
  if (e.labels?.length && e.localName !== "button") {
    const s = tidy([...e.labels].map(l => partOf(l, new Set([e]))).join(" "));
    if (s) return s;
  }
  const title = e.getAttribute("title") ?? "";
  if (e.localName === "fieldset") return tidy([...e.children].find(c => c.localName === "legend")?.textContent ?? title);
  if (e.localName === "table") return tidy(e.caption?.textContent ?? title);
  if (fromContent.has(role) || e.localName === "summary") {
    const s = tidy(generated(e, "::before") + wordsIn(e, new Set([e])) + generated(e, "::after"));
    if (s && (!title.trim() || /[\p{L}\p{N}]/u.test(s))) return s; // else a sign such as three dots: what it stands for is its title
  }
  return tidy(title);
};

// describedBy is what is said of e besides its name.
const describedBy = (e, name) => {
  const by = tidy(referred(e, "aria-describedby").map(o => partOf(o, new Set([e]), true)).join(" "));
  const s = by || tidy(e.getAttribute("aria-description") ?? "") || tidy(e.getAttribute("title") ?? "");
  return s === name ? "" : s;
};

// Elements that may have a role, without asking whether they do: Chrome's accessibility tree decides.
const tags = {
  button: "button,summary,input[type=image]," + pushes, link: "a[href],area[href]", checkbox: "input[type=checkbox]",
  radio: "input[type=radio]", switch: "input[type=checkbox]", combobox: "select,input,button", listbox: "select", option: "option",
  textbox: "input,textarea,[contenteditable]", searchbox: "input", spinbutton: "input[type=number]", slider: "input[type=range]",
  heading: "h1,h2,h3,h4,h5,h6", dialog: "dialog", img: "img,svg", image: "img,svg", list: "ul,ol,menu", listitem: "li",
  table: "table", row: "tr", cell: "td", columnheader: "th", rowheader: "th", form: "form", navigation: "nav", main: "main",
  region: "section", article: "article", status: "output", group: "fieldset,details", paragraph: "p", progressbar: "progress",
};
const withRole = role => [tags[role], `[role~="${CSS.escape(role)}" i]`].filter(Boolean).join();

const controls = "button,a,input,select,textarea,label,summary,option,[onclick]," +
  ["button", "link", "checkbox", "radio", "switch", "menuitem", "menuitemcheckbox", "menuitemradio", "option", "tab", "treeitem"].map(r => `[role~=${r}]`).join();

const mute = /^(script|style|template|noscript|head|title)$/;

// content is e's text, shown or hidden, without scripts and styles.
const content = e => {
  if (!e.querySelector("script,style,template,noscript")) return e.textContent;
  let s = "";
  const texts = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) if (!mute.test(texts.currentNode.parentElement?.localName)) s += texts.currentNode.data;
  return s;
};

// memo holds the squashed contents of elements during one look, which changes nothing.
let memo = null;
const squashed = e => {
  if (!memo) return squash(content(e));
  if (!memo.has(e)) memo.set(e, squash(content(e)));
  return memo.get(e);
};

// innermost lists the elements in which words stand that no child of theirs holds alone.
const innermost = (root, words) => {
  const found = new Set();
  const dive = (e, left) => {
    const here = squashed(e);
    left = left.filter(w => here.includes(w));
    if (!left.length) return;
    const deeper = new Set();
    for (const c of e.children) {
      if (mute.test(c.localName)) continue;
      const t = squashed(c), sub = left.filter(w => t.includes(w));
      if (sub.length) { for (const w of sub) deeper.add(w); dive(c, sub); }
    }
    if (e.nodeType === 1 && left.some(w => !deeper.has(w))) found.add(e);
  };
  dive(root === document ? document.body ?? document.documentElement : root, words);
  return [...found];
};

const shownText = e => [e.innerText, content(e)].map(fold);

const says = (e, way) => {
  const texts = e.matches(pushes) ? [fold(e.value)] : e === document.documentElement ? [fold(document.title)] : shownText(e);
  return (!way.Words || way.Words.some(w => texts.includes(fold(w)))) && (!way.Has || way.Has.some(w => texts.some(t => t.includes(fold(w)))));
};

// sentence reports whether e's text is only part of what stands in c: "Delete" in "Delete device backup".
const sentence = (e, c) => {
  for (let n = e; n !== c; n = up(n)) {
    const p = up(n);
    if (!p) return true;
    for (const s of p.childNodes) {
      if (s === n || !/\p{L}/u.test(s.textContent)) continue;
      if (s.nodeType === 3) return true;
      if (s.nodeType === 1 && !mute.test(s.localName) && s.checkVisibility() &&
        getComputedStyle(s).display.startsWith("inline") && getComputedStyle(n).display.startsWith("inline")) return true;
    }
  }
  return false;
};

// control is what a person presses who presses the text in e: null if e's text is only part of its words.
const control = (e, exact) => {
  for (let a = e; a && a !== document.body; a = up(a))
    if (a.matches(controls)) return exact && a !== e && a.localName !== "label" && sentence(e, a) ? null : a;
  return e;
};

// addressed reports whether this document is at pattern; a * in its host stays within the host.
const addressed = pattern => {
  const [host, ...path] = pattern.replace(/^https?:\/\//, "").split("/");
  const rx = (s, any) => s.split("*").map(p => p.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(any);
  const at = new RegExp("^" + [rx(host, path.length ? "[^/]*" : ".*"), ...path.map(p => rx(p, ".*"))].join("/") + "$");
  return at.test(location.host + location.pathname) || at.test(location.hostname + location.pathname);
};

// found lists what may match way in document order. With a role these are
// candidates only.
const found = (way, roots) => {
  if (way.Node) { const e = byNumber(way.Node.Number); return e?.isConnected && sameNode(e, way.Node) ? [e] : []; }
  if (way.URL && !addressed(way.URL)) return [];
  const sought = wordsOf(way), words = present(sought, roots);
  if (sought.length && !words.length) return [];
  if (way.Role || way.CSS) {
    const all = roots.flatMap(r => [...r.querySelectorAll(way.CSS || withRole(way.Role))]);
    if (!way.Role) return way.Words || way.Has ? all.filter(e => says(e, way)) : all;
    const sel = withRole(way.Role);
    return all.filter(e => e.matches(sel) && (!words.length || (n => words.some(w => n.includes(w)))(squash(named(e)))));
  }
  if (!words.length) return way.URL && document.documentElement ? [document.documentElement] : [];
  const hits = new Set();
  for (const r of roots) {
    for (const e of innermost(r, words)) if (says(e, way)) { const c = control(e, !!way.Words); if (c) hits.add(c); }
    for (const e of r.querySelectorAll(pushes)) if (says(e, way)) hits.add(e);
  }
  return [...hits];
};

const buttonsOf = "button,input[type=submit],input[type=button],input[type=image],[role=button]";

const clip = s => fold(s ?? "").slice(0, 300);

// wordsOfBox are the words beside a checkbox or field: its label, or the nearest text around it.
const wordsBeside = e => {
  const own = [...e.labels ?? []].map(l => l.innerText).join(" ") || e.getAttribute("aria-label") ||
    (e.getAttribute("aria-labelledby") ?? "").split(/\s+/).map(id => id && e.getRootNode().getElementById?.(id)?.innerText).filter(Boolean).join(" ");
  if (own) return own;
  for (let a = up(e), n = 0; a && n < 3; a = up(a), n++) {
    if (a.querySelectorAll("input:not([type=hidden]),textarea").length > 1) break;
    if (a.innerText?.trim()) return a.innerText;
  }
  return "";
};

// formAround is the form or dialog that the field e belongs to, else the smallest box with a button.
const formAround = e => {
  for (let a = up(e); a; a = up(a)) {
    if (a.matches("form,dialog,[role=dialog],[role=alertdialog]")) {
      if ([...a.querySelectorAll(buttonsOf)].some(visible)) return a;
      continue;
    }
    if (a === document.body) return a;
    if ([...a.querySelectorAll(buttonsOf + ",[onclick]")].some(b => visible(b) && !within(b, e) && b.innerText?.trim().length + (b.value ?? "").length > 1 )) return a;
  }
  return document.body;
};

// headingsOf are the headings in box and, if it has none, the ones right before it, nearest first;
// where a page uses none, the short texts that stand before its first field.
const headingsOf = (box, first) => {
  const hs = "h1,h2,h3,h4,h5,h6,legend,[role=heading],[role=tab][aria-selected=true]";
  const out = [], add = t => { t = clip(t); if (t && !out.includes(t)) out.push(t); };
  const before = n => n.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING;
  for (let a = box; a; a = up(a)) {
    if (a.getAttribute("aria-label") && a.matches("form,dialog,[role=dialog],[role=alertdialog]")) add(a.getAttribute("aria-label"));
    for (const h of [...a.querySelectorAll(hs)].filter(h => visible(h) && before(h)).reverse()) add(h.innerText);
    if (out.length || a === document.body || a.matches("dialog,[role=dialog],[role=alertdialog]")) break;
  }
  if (out.length) return out.slice(0, 4);
  for (let a = box; a && out.length < 3; a = up(a)) {
    const w = document.createTreeWalker(a, NodeFilter.SHOW_TEXT), texts = [];
    for (let n = w.nextNode(); n && before(n); n = w.nextNode()) {
      const p = n.parentElement;
      if (n.data.trim() && p && !mute.test(p.localName) && visible(p) && !p.closest("a,label,select," + buttonsOf)) texts.push(n.data);
    }
    texts.reverse().forEach(add);
    if (a === document.body || a.matches("dialog,[role=dialog],[role=alertdialog]")) break;
  }
  return out.filter(t => t.length <= 120).slice(0, 3);
};

// form tells what a person sees of the form or dialog around the field e.
const form = e => {
  e = fieldOf(e) ?? e;
  const box = formAround(e), all = [...box.querySelectorAll("input,textarea")].filter(visible);
  const kind = f => f.localName === "textarea" ? "text" : f.type;
  const texts = all.filter(f => !["hidden", "checkbox", "radio", "submit", "button", "image", "reset", "file"].includes(kind(f)));
  const fields = texts.map(f => ({
    Type: kind(f), Name: [f.name, f.id].filter(Boolean).join(" "), Label: clip(wordsBeside(f)), Placeholder: clip(f.placeholder),
    Autocomplete: f.getAttribute("autocomplete") ?? "", Mode: f.getAttribute("inputmode") ?? "", Longest: f.maxLength, Filled: f.value !== "", Target: f === e,
  }));
  const boxes = [...box.querySelectorAll("input[type=checkbox],[role=checkbox],[role=switch]")].filter(shown);
  return {
    Address: location.hostname + location.pathname, Title: clip(document.title), Headings: headingsOf(box, texts[0] ?? e), Fields: fields,
    Boxes: boxes.map(b => ({Label: clip(wordsBeside(b)), Ticked: ticked(b)})),
    Buttons: [...box.querySelectorAll(buttonsOf)].filter(b => visible(b) && !texts.includes(b)).map(b => clip(b.innerText || b.value || b.getAttribute("aria-label") || b.title)).filter(Boolean).slice(0, 12),
    Text: fold(box.innerText ?? "").slice(0, 800),
  };
};

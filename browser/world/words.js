// Words are compared without regard to space, case, width, what cannot be read and signs that are no words, such
// as emoji, unless there is nothing else.
const fold = s => folded((s ?? "").replace(/[\p{So}\ufe0f‹›«»←→↩]/gu, " ")) || folded(s ?? "");
const folded = s => s
  .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\ufffd]/g, "")
  .replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  .replace(/[\u2018\u2019]/g, "'")
  .replace(/\s+/g, " ").trim().toLowerCase();

// wordy is what has a letter or a digit: a drawn mark has none.
const wordy = /[\p{L}\p{N}]/u;

// squash also drops the spaces, for comparisons that may find too much but never too little.
const squash = s => fold(s).replace(/ /g, "");

const pushes = "input[type=submit],input[type=button],input[type=reset]";

// textOf is what a person reads on e.
const textOf = e => {
  if (e === document.documentElement) return document.title;
  if (e.matches(pushes)) return e.value;
  if (e.localName === "select") return e.selectedOptions[0]?.text ?? "";
  if (e.matches("input,textarea")) return String(e.value.length);
  return (e.innerText ?? e.textContent ?? "").trim() || e.getAttribute("aria-label") || e.getAttribute("alt") || e.title || "";
};

// named holds everything that may be part of e's accessible name.
const named = e => {
  const all = [e.textContent, inline(e), e.value && e.matches(pushes + ",input[type=image]") ? e.value : ""];
  for (const a of ["aria-label", "title", "alt", "placeholder"]) all.push(e.getAttribute(a));
  for (const l of e.labels ?? []) all.push(l.textContent);
  for (const id of (e.getAttribute("aria-labelledby") ?? "").split(/\s+/))
    if (id) all.push(e.getRootNode().getElementById?.(id)?.textContent, e.getRootNode().getElementById?.(id)?.getAttribute("aria-label"));
  for (const r of [e.shadowRoot, closed.get(e)]) if (r) all.push(r.textContent);
  for (const s of e.querySelectorAll("slot")) for (const n of s.assignedNodes({flatten: true})) all.push(n.textContent);
  return all.filter(Boolean).join(" ");
};

// describe is e's start tag with what tells it apart, as errors show it.
const describe = e => {
  const c = (e.getAttribute("class") ?? "").trim().slice(0, 60);
  return `<${e.localName}${c ? ` class="${c}"` : e.id ? ` id="${e.id.slice(0, 60)}"` : ""}>`;
};

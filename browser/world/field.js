const native = e => Object.getOwnPropertyDescriptor(e.localName === "textarea" ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype, "value");

// enter gives v to a field the way frameworks notice: by the setter they do not own, with events.
const enter = (e, v) => {
  if (e.maxLength >= 0 && v.length > e.maxLength) return; // a person could not type it either
  if (e.isContentEditable) e.textContent = v; else native(e).set.call(e, v);
  e.dispatchEvent(new InputEvent("input", {bubbles: true, composed: true, inputType: "insertText"}));
  e.dispatchEvent(new Event("change", {bubbles: true}));
};

const holds = e => e.isContentEditable ? e.textContent : e.value;

const fieldOf = e => e.matches("input,textarea") || e.isContentEditable ? e : e.control ?? e.querySelector("input:not([type=hidden]),textarea,[contenteditable]");

// choose chooses an option of a native list that can be chosen. It reports whether it did.
const choose = id => {
  const o = element(id), list = o?.closest("select");
  if (o?.localName !== "option" || !list || o.disabled || list.matches(":disabled")) return false;
  o.selected = true;
  for (const type of ["input", "change"]) list.dispatchEvent(new Event(type, {bubbles: true}));
  return o.selected;
};

// select makes all of the field's content the selection; "" or why it cannot be typed into.
const select = e => {
  e = e && fieldOf(e);
  if (!e) return "not a field";
  if (e.readOnly) return "read-only";
  if (e.type === "password") return "a password field";
  e.focus();
  let a = document.activeElement;
  while (a && (a.shadowRoot ?? closed.get(a))?.activeElement) a = (a.shadowRoot ?? closed.get(a)).activeElement;
  if (a !== e) return "without the focus";
  if (e.isContentEditable) getSelection().selectAllChildren(e); else e.select();
  return "";
};

const same = (a, b) => a === b || fold(a) === fold(b) || a.replace(/[\s()-]/g, "") === b.replace(/[\s()-]/g, "");

const filled = (e, v) => { e = fieldOf(e); return !!e && same(holds(e), v); };

// drawnBox is a box drawn as a character before its label: "☐ I agree".
const drawnBox = /^\s*[☐☑☒✅⬜🗹▢▣]\s*\S/u;

const ticked = e => {
  const c = e.matches("input") ? e : e.control ?? (e.matches("[aria-checked],[aria-pressed]") ? e : e.querySelector("input[type=checkbox],input[type=radio],[role~=checkbox],[role~=switch],[aria-checked]")) ?? e;
  if (c.matches("input[type=checkbox],input[type=radio]")) return c.checked;
  const a = c.getAttribute("aria-checked") ?? c.getAttribute("aria-pressed");
  if (a !== null) return a === "true";
  if (drawnBox.test(e.textContent)) return /^\s*[☑☒✅🗹▣]/u.test(e.textContent);
  return [e, ...e.querySelectorAll("*")].some(n => /(^|[\s_-])(checked|selected|ticked)([\s_-]|$)/i.test(n.getAttribute("class") ?? "") && !/(un|not-?)(checked|selected|ticked)/i.test(n.getAttribute("class")));
};

// boxesOf lists the boxes of one character that belong to e's code, in their order.
const boxesOf = e => {
  for (let a = up(e); a; a = up(a)) {
    const all = [...a.querySelectorAll('input[maxlength="1"]')].filter(visible);
    if (all.length >= 4) return all;
  }
  return [e];
};

// box puts the focus on the i-th of them, empty; "" or why not.
const box = (e, i) => {
  const b = boxesOf(fieldOf(e))[i];
  if (!b) return "no box is left for what is typed";
  if (b.type === "password") return "a password field";
  if (b.getRootNode().activeElement !== b) b.focus();
  if (b.getRootNode().activeElement !== b) return "without the focus";
  b.select();
  return "";
};

// One reading of everything a person could see in this document, in reading order. Fields are
// never read, only whether they hold something.
const numbers = new WeakMap(), numbered = new Map();
let lastNumber = 0;
const numberOf = e => {
  let n = numbers.get(e);
  if (!n) {
    numbers.set(e, n = ++lastNumber);
    numbered.set(n, new WeakRef(e));
    if (lastNumber % 20000 === 0) for (const [k, r] of numbered) if (!r.deref()?.isConnected) numbered.delete(k);
  }
  return n;
};
const byNumber = n => numbered.get(n)?.deref() ?? null;

// sameNode reports whether e is still called what a snapshot called it, on the same layer, which says the same.
const sameNode = (e, node) => {
  const role = roleOf(e), plain = role === "none" || role === "presentation" ? "" : role;
  if (node.Label && ![nameOf(e, plain || "button"), tidy(wordsIn(e, new Set([e]))), e.matches(pushes) ? e.value : ""].some(t => fold(t) === fold(node.Label))) return false;
  if (!node.Layer) return !node.Saying || saysStill(document.documentElement, node.Saying);
  const layer = byNumber(node.Layer);
  return !!layer?.isConnected && within(layer, e) && saysStill(layer, node.Saying);
};

// heed takes in elements that listen for presses, which only the protocol knows.
const listens = new WeakSet();
const heed = (...all) => { for (const e of all) if (e?.nodeType === 1) listens.add(e); };

const kindOfRole = {button: "button", link: "link", tab: "tab", menuitem: "menuitem", menuitemcheckbox: "menuitem", menuitemradio: "menuitem",
  switch: "switch", checkbox: "checkbox", radio: "radio", option: "option", treeitem: "option", textbox: "field", searchbox: "field", spinbutton: "field",
  slider: "field", heading: "heading", img: "image", alert: "alert", status: "alert", log: "alert", progressbar: "progress"};
const groupRoles = new Set("dialog alertdialog menu menubar listbox form navigation main region group radiogroup tablist tabpanel list table grid tree treegrid toolbar search complementary banner contentinfo tooltip".split(" "));
const namedGroups = new Set(["region", "group", "form"]);
const choices = /(^|[\s_-])(checkbox|check-box|radio|switch|toggle)([\s_-]|$)/i;
const pressables = new Set(["button", "link", "tab", "menuitem", "switch", "checkbox", "radio", "option", "select"]);

const tri = v => v === "true" ? 2 : v === "mixed" ? 3 : v === "false" ? 1 : 0;
const hides = v => v === "hidden" || v === "clip";
const cut = (a, b) => a ? [Math.max(a[0], b.left), Math.max(a[1], b.top), Math.min(a[2], b.right), Math.min(a[3], b.bottom)] : [b.left, b.top, b.right, b.bottom];

const snapshotOf = () => {
  if (!document.documentElement) { // between two documents
    waiting = true;
    return {URL: location.href, Title: "", Lang: "", Busy: true, Doubtful: false, Width: innerWidth, Height: innerHeight, Nodes: [], Tree: [], Tags: [], Layers: [], Roots: []};
  }
  const keys = {}, nodes = [], tree = [], elements = [], candidates = [], backdrops = [], pictures = [], tagIndex = new Map();
  let scrolled = scrollY;
  const page = {w: innerWidth, h: innerHeight, sx: scrollX, sy: scrollY};
  const rootStyle = getComputedStyle(document.documentElement), rtl = rootStyle.direction === "rtl";
  const bodyOverflow = document.body ? getComputedStyle(document.body).overflowX : "";
  const wide = hides(rootStyle.overflowX) || hides(bodyOverflow) ? page.w : Math.max(page.w, document.documentElement.scrollWidth);
  let focused = document.activeElement, busy = document.readyState === "loading";
  while (focused && (focused.shadowRoot ?? closed.get(focused))?.activeElement) focused = (focused.shadowRoot ?? closed.get(focused)).activeElement;
  if (focused === document.body) focused = null;

  // c.back and c.on are how far the boxes around it can be scrolled up or left, and down or right.
  const outside = (b, c) => c.fixed ? b.right + c.back[0] <= 0 || b.bottom + c.back[1] <= 0 || b.left - c.on[0] >= page.w || b.top - c.on[1] >= page.h :
    b.bottom + page.sy + c.back[1] <= 0 || !rtl && (b.right + page.sx + c.back[0] <= 0 || b.left + page.sx - c.on[0] >= wide);

  const emit = (e, kind, parent, b, more) => {
    const n = {n: numberOf(e), p: parent, k: kind, g: e.localName, b: [b.x, b.y, b.width, b.height], ...more};
    nodes.push(n);
    elements.push(e);
    return nodes.length - 1;
  };

  const hintOf = (e, icon) => {
    const all = [];
    for (const a of ["id", "name", "autocomplete", "inputmode", "data-testid", "data-test-id", "data-test", "data-qa", "data-cy", "data-action", "class"]) {
      const v = e.getAttribute(a);
      if (v) all.push(v.slice(0, 80));
    }
    if (icon) for (const i of e.querySelectorAll("svg,i,use,img,[class*=icon]")) {
      if (all.length > 12) break;
      const small = !squarish(i.getBoundingClientRect()); // the address of a code to scan may be the code
      for (const a of ["id", "class", "data-icon", ...small ? ["href", "xlink:href", "src"] : []]) { const v = i.getAttribute(a); if (v && v.length < 120 && !v.startsWith("data:")) all.push(v.slice(-60)); }
    }
    return tidy(all.join(" ")).slice(0, 240);
  };

  // stateFrom adds what a control is set to.
  const stateFrom = (e, n, ctx) => {
    const a = k => e.getAttribute(k);
    const s = {};
    if (ctx.disabled || e.matches(":disabled")) s.Disabled = true;
    const box = e.matches("input[type=checkbox],input[type=radio]");
    const c = box ? e.indeterminate ? 3 : e.checked ? 2 : 1 : tri(a("aria-checked") ?? a("aria-pressed"));
    if (c) s.Checked = c;
    else if (n.k === "checkbox" || n.k === "radio" || n.k === "switch") s.Checked = ticked(e) ? 2 : 1;
    const x = tri(a("aria-expanded")) || (e.localName === "summary" && e.parentElement?.localName === "details" ? e.parentElement.open ? 2 : 1 : 0);
    if (x) s.Expanded = x;
    if (a("aria-selected") === "true" || e.localName === "option" && e.selected || a("aria-current") && a("aria-current") !== "false" || isCurrentRoute(e)) s.Selected = true;
    if (e.required || a("aria-required") === "true") s.Required = true;
    if (a("aria-invalid") && a("aria-invalid") !== "false") s.Invalid = true;
    if (e.readOnly && n.k !== "checkbox" && n.k !== "radio" || a("aria-readonly") === "true") s.ReadOnly = true;
    if (e === focused) s.Focused = true;
    const popup = a("aria-haspopup");
    if (popup && popup !== "false") s.Popup = popup === "true" ? "menu" : popup;
    if (Object.keys(s).length) n.s = s;
  };

  // textBeside is the text right before a field, or right behind a box to tick, that no element sets apart: "Password: <input>".
  const textBeside = (e, next, most) => {
    let text = "";
    for (let o = e[next]; o && o.nodeType !== 1; o = o[next]) if (o.nodeType === 3) text = next === "nextSibling" ? text + o.data : o.data + text;
    text = tidy(text);
    return text.length <= most ? text : "";
  };

  // delegates reports whether e, which listens and does not look as if it could be pressed, listens for what is in it: it is
  // as high as a page, or several things in it look so.
  const delegates = (e, s, b) => {
    if (b.height > .6 * page.h) return true;
    let n = 0, looked = 0;
    if (s.cursor !== "pointer") for (const d of e.querySelectorAll("*")) {
      if (++looked > 300) break;
      if (getComputedStyle(d).cursor === "pointer" && getComputedStyle(d.parentElement ?? e).cursor !== "pointer" && ++n > 1) return true;
    }
    return false;
  };

  // control emits e as a control, if it is one. Returns its index, or -1.
  const control = (e, s, b, ctx, role) => {
    const tag = e.localName, why = [], against = [];
    let kind = kindOfRole[role] ?? "";
    if (kind === "heading" || kind === "image" || kind === "alert" || kind === "progress") kind = "";
    if (tag === "input" && e.type === "password") kind = "password";
    if (role === "combobox") kind = tag === "input" || e.isContentEditable || e.querySelector("input") && tag !== "select" ? tag === "input" || e.isContentEditable ? "field" : "" : "select";
    if (tag === "select") kind = "select";
    const nativeTag = tag === "button" || tag === "select" || tag === "textarea" || tag === "input" || tag === "summary" || (tag === "a" || tag === "area") && e.hasAttribute("href") || tag === "option";
    if (kind && nativeTag) why.push("native");
    if (kind && e.hasAttribute("role")) why.push("role");
    const own = s.cursor === "pointer" && ctx.cursor !== "pointer", hears = listens.has(e) || e.hasAttribute("onclick") || e.hasAttribute("jsaction") || e.hasAttribute("ng-click");
    const cls = e.getAttribute("class") ?? "";
    let weak = false;
    if (!kind && (tag === "label" ? e.control && !visible(e.control) && !ctx.fold && !e.control.matches("input[type=file],input[type=checkbox],input[type=radio]") ? false : false : own || hears)) {
      if (tag === "html" || tag === "body" || ctx.eaten && !hears && !own) return -1;
      const area = Math.max(0, Math.min(b.right, page.w) - Math.max(b.left, 0)) * Math.max(0, Math.min(b.bottom, page.h) - Math.max(b.top, 0));
      if (area > page.w * page.h / 2 || !own && delegates(e, s, b)) return -1;
      weak = true;
      kind = "button";
      const small = b.width <= 64 && b.height <= 64 && !e.textContent.trim();
      const m = small && choices.exec(cls);
      if (drawnBox.test(e.textContent)) { kind = "checkbox"; why.push("text"); }
      if (m) { kind = /radio/i.test(m[2]) ? "radio" : /switch|toggle/i.test(m[2]) ? "switch" : "checkbox"; why.push("class"); }
    }
    if (!kind) return -1;
    if (hears) why.push("listener");
    if (own && !nativeTag) why.push("cursor");
    if (e.isContentEditable && e.hasAttribute("contenteditable")) why.push("editable");
    const i = emit(e, kind, ctx.parent, b, {r: role, f: why});
    const n = nodes[i];
    if (weak) n.w = true;
    n.name = nameOf(e, role || (weak ? "button" : ""));
    const mark = t => (kind === "checkbox" || kind === "radio" || kind === "switch") && !wordy.test(t); // "✓"
    if (mark(n.name)) n.name = "";
    const isField = kind === "field" || kind === "password" || kind === "select";
    if (!isField && (e.hasAttribute("aria-label") || e.hasAttribute("aria-labelledby") || n.name === tidy(e.getAttribute("title") ?? "") || e.matches("input"))) {
      const t = tidy(e.matches(pushes) ? e.value : e.matches("input") ? "" : wordsIn(e, new Set([e])));
      if (t && t !== n.name && !mark(t)) n.text = t;
    }
    const d = describedBy(e, n.name);
    if (d) n.d = d;
    if (!n.name && (kind === "checkbox" || kind === "radio" || kind === "switch")) {
      const beside = besideOf(e) || textBeside(e, "nextSibling", 400);
      if (beside) n.d = beside;
    }
    if (isField && !n.name && !n.d) {
      const before = textBeside(e, "previousSibling", 60);
      if (before) n.d = before;
    }
    const ph = e.getAttribute("placeholder") ?? e.getAttribute("aria-placeholder");
    if (ph) n.h = ph;
    if (tag === "input" || tag === "button") n.t = e.type;
    if (tag === "a") n.u = e.href; else if (e.formAction && (e.type === "submit" || e.type === "image") && e.form) n.u = e.hasAttribute("formaction") ? e.formAction : e.form.action;
    if (typeof n.u !== "string") delete n.u;
    n.i = hintOf(e, !n.name || n.name.length < 3);
    if (isField && tag !== "select") {
      if (tag === "input" || tag === "textarea") { if (e.value.length > 0) n.l = true; if (e.maxLength > 0) n.m = e.maxLength; }
      else if (kind !== "select" && e.textContent.trim()) n.l = true; // what a drawn list shows may be what invites to choose
    } else if (tag === "select" && e.selectedIndex >= 0 && e.options[e.selectedIndex]?.value) n.l = true;
    stateFrom(e, n, ctx);
    if (n.s?.Disabled) against.push("disabled");
    if (ctx.inert) against.push("inert");
    if (s.pointerEvents === "none" && !isField) against.push("not clickable");
    if (against.length) n.a = against;
    if (ctx.hidden) n.x = true;
    return i;
  };

  // besideOf is the text beside a box to tick that has no label of its own.
  const besideOf = e => {
    for (let a = up(e), n = 0; a && n < 3 && a !== document.body; a = up(a), n++) {
      const t = tidy(wordsIn(a, new Set([e])));
      if (!t) continue;
      // What holds another box, or a field to type in, is more than this one and its words.
      const others = [...a.querySelectorAll("input:not([type=hidden]),textarea,select,[role=checkbox],[role=radio],[role=switch]")].filter(x => x !== e && !x.contains(e) && !e.contains(x));
      return t.length < 400 && !others.length ? t : "";
    }
    return "";
  };

  const ownWords = e => [...childrenOf(e)].filter(n => n.nodeType === 3).map(n => n.data).join(" ");

  // setsApart reports whether a control holds, beside words of its own, others that are set apart from them: in a box
  // or a size of their own. It is a row that can be pressed, and no label.
  const words = /^(?=.*\p{L})(.*[\p{L}\p{N}]){3}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}/su;
  const setsApart = (e, s) => words.test(ownWords(e)) && [...childrenOf(e)].some((n, i, all) => {
    if (n.nodeType !== 1) return false;
    const t = getComputedStyle(n), badge = i === all.length - 1 && apart(t) && /^\s*\p{L}{2,}\s*$/u.test(n.textContent); // "on"
    if (!badge && !words.test(n.textContent)) return false; // a logo's letters, a number in a circle
    return t.display !== "none" && t.visibility === "visible" && (badge || !/^(inline|contents)$/.test(t.display) || Math.abs(parseFloat(t.fontSize) - parseFloat(s.fontSize)) >= 1);
  });

  const ownText = e => {
    for (const n of childrenOf(e)) if (n.nodeType === 3 && /\S/.test(n.data)) return true;
    return false;
  };

  // shownChildren leaves out what a closed section holds: it has a box, and is not drawn.
  const shownChildren = (e, s) => {
    if (s.contentVisibility === "hidden") return [];
    if (e.localName !== "details" || e.open) return childrenOf(e);
    const head = [...e.children].find(n => n.localName === "summary");
    return head ? [head] : [];
  };

  // lines is a text with its line breaks, where they part what stands for itself: of some words each, and the next
  // begins anew, or what looks otherwise. Others only wrap it.
  const lineBreak = "\u2028", partBreak = "\u2029";
  const someWords = /(\S+\s+){2}\S|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]{5}/u;
  const parts = s => s.split(partBreak).map(lines).filter(Boolean);
  const lines = s => s.split(lineBreak).map(tidy).filter(Boolean).reduce((all, line) =>
    all && (someWords.test(all) && someWords.test(line) && /^[^\p{L}]*[\p{Lu}\p{Lo}]/u.test(line) && !/[,;:，、]$/.test(all) ? all + "\n" : all + " ") + line || line, "");

  // marks are elements that set a part of a text apart.
  const marks = /^(b|strong|em|i|code|kbd|mark|samp|q|u|var)$/;

  const lookOf = s => s.color + s.fontSize + s.fontWeight;

  // gather is the text of a run: e's own and that of what stands in its line and is no control; whole is with the controls.
  const gather = e => {
    let text = "", whole = "", marked = [], begun = "", broken = false, parted = false;
    const goesOn = look => { // a line that begins otherwise than the one above it is another part, and so is what follows on a block
      if (broken || parted) { const sign = parted || begun && look !== begun ? partBreak : lineBreak; text += sign; whole += sign; }
      if (broken || parted || !begun) begun = look;
      broken = parted = false;
    };
    for (const n of childrenOf(e)) {
      if (n.nodeType === 3) { if (/\S/.test(n.data)) goesOn(lookOf(getComputedStyle(e))); text += n.data; whole += n.data; continue; }
      if (n.nodeType !== 1 || mute.test(n.localName)) continue;
      if (n.localName === "br" || n.localName === "wbr") { broken ||= n.localName === "br"; continue; }
      const s = getComputedStyle(n);
      if (isBlock(s.display) && s.visibility === "visible" && !/absolute|fixed/.test(s.position) && s.float === "none" && /\S/.test(text) && n.offsetHeight > 0) { parted = true; continue; }
      goesOn(lookOf(s));
      if (s.display !== "inline" && s.display !== "contents" || s.visibility !== "visible") { if (s.display !== "none") { text += " "; whole += " "; } continue; }
      const g = gather(n), gap = apart(s) ? " " : "";
      whole += gap + g.whole + gap;
      if (inlineControl(n, s, e)) continue;
      text += gap + g.text + gap;
      marked.push(...marks.test(n.localName) && tidy(g.text) ? [tidy(g.text)] : g.marked);
    }
    return {text, whole, marked};
  };
  const inlineControl = (n, s, around) => /^(a|button|input|select|textarea|summary|label)$/.test(n.localName) && (n.localName !== "label") || n.hasAttribute("role") && (kindOfRole[roleOf(n)] ?? "") !== "" || listens.has(n) ||
    s.cursor === "pointer" && getComputedStyle(around).cursor !== "pointer";

  const walk = (e, ctx) => {
    const tag = e.localName;
    if (mute.test(tag) || tag === "br" || tag === "option" || tag === "optgroup" || tag === "datalist") return;
    const s = getComputedStyle(e), d = s.display;
    const choice = tag === "input" && (e.type === "checkbox" || e.type === "radio");
    if (d === "none" && !choice) return;
    if (tag === "input" && e.type === "hidden") return;
    let c = {...ctx};
    if (d !== "inline" && d !== "contents") c.eaten = false; // a box of its own within a text has its own line
    if (s.opacity < 0.01 && !choice) return;
    if (e.inert) c.inert = true;
    if (e.getAttribute("aria-disabled") === "true") c.disabled = true;
    if (e.getAttribute("aria-hidden") === "true") c.hidden = true;
    const contents = d === "contents";
    let b = contents ? boxOf(e) : e.getBoundingClientRect();
    const fixed = s.position === "fixed";
    if (fixed) { c.fixed = true; c.clip = c.clipAbs = null; c.back = c.on = [0, 0]; } else if (s.position === "absolute") c.clip = c.clipAbs;
    let seen = s.visibility === "visible" && b.width > 0 && b.height > 0 && !(b.width <= 1 && b.height <= 1);
    if (seen && c.clip && (Math.min(b.right, c.clip[2]) - Math.max(b.left, c.clip[0]) < 1 || Math.min(b.bottom, c.clip[3]) - Math.max(b.top, c.clip[1]) < 1)) seen = false;
    let off = seen && outside(b, c);
    if (choice && (!seen || off || s.opacity < 0.01)) {
      if (!e.isConnected || !shown(e)) return;
      b = boxOf(standIn(e));
      if (b.width < 3 || b.height < 3) b = boxOf(e.labels?.[0] ?? e.parentElement);
      seen = true;
      off = false;
    }
    if (!contents && tag !== "html" && tag !== "body" && (/auto|scroll/.test(s.overflowX) || /auto|scroll/.test(s.overflowY))) {
      scrolled += e.scrollTop;
      c.back = [c.back[0] + Math.abs(e.scrollLeft), c.back[1] + e.scrollTop];
      c.on = [c.on[0] + Math.max(0, e.scrollWidth - e.clientWidth - Math.abs(e.scrollLeft)), c.on[1] + Math.max(0, e.scrollHeight - e.clientHeight - e.scrollTop)];
    }
    if (!contents && tag !== "html" && tag !== "body" && (hides(s.overflowX) || hides(s.overflowY) || s.overflowX !== "visible" && (b.height < 1 || b.width < 1))) {
      c.clip = cut(c.clip, b);
      if (s.position !== "static") c.clipAbs = c.clip;
    } else if (s.position !== "static" && !fixed && s.position !== "absolute") c.clipAbs = c.clip;
    if (seen && !off && squarish(b) && pictured(e, s)) pictures.push({n: numberOf(e), name: nameOf(e, "img"), i: hintsAround(e), b: [b.x, b.y, b.width, b.height]});
    if (tag === "svg" && !ctx.fold && !listens.has(e) && s.cursor !== "pointer" && e.getAttribute("role") !== "img" && !e.getAttribute("aria-label")) {
      const name = nameOf(e, "img");
      if (seen && !off && name) emit(e, "image", c.parent, b, {r: "img", name: name});
      return;
    }
    const t = tree.length;
    if (!tagIndex.has(tag)) tagIndex.set(tag, tagIndex.size);
    tree.push([c.tree, tagIndex.get(tag), Math.round(b.x), Math.round(b.y), Math.round(b.width), Math.round(b.height), -1, numberOf(e), off ? 1 : 0]);
    const k = keysOn(e);
    if (k) keys[t] = k; else delete keys[t];
    c.tree = t;
    const first = nodes.length;
    let role = roleOf(e), at = -1, folds = false;
    if (role === "none" || role === "presentation") role = "";
    const live = role === "alert" || role === "status" || role === "log" || (l => l && l !== "off")(e.getAttribute("aria-live"));
    if (e.getAttribute("aria-busy") === "true" && seen && !off) busy = true;
    if (seen) {
      at = control(e, s, b, c, role);
      if (at >= 0) {
        folds = true;
        if (off) (nodes[at].a ??= []).push("outside");
      } else if (off) {
        // text that nobody can see
      } else if (role === "heading") {
        at = emit(e, "heading", c.parent, b, {r: role, name: nameOf(e, role), v: levelOf(e)});
        if (nodes[at].name) folds = true; else { nodes.pop(); elements.pop(); at = -1; }
      } else if (role === "img" || tag === "img" && e.alt !== "" || tag === "canvas" || tag === "video") {
        const N = nameOf(e, "img");
        if (N) at = emit(e, "image", c.parent, b, {r: "img", name: N});
      } else if (tag === "iframe" || tag === "frame") {
        at = emit(e, "group", c.parent, b, {r: "iframe", name: nameOf(e, ""), frame: frameBox(e, s, b)});
      } else if (live && tidy(wordsIn(e, new Set([e])))) {
        at = emit(e, "alert", c.parent, b, {r: role || "status", text: tidy(wordsIn(e, new Set([e]))), name: tidy(e.getAttribute("aria-label") ?? "")});
        folds = true;
      } else if (role === "progressbar" || spins(e, s)) {
        const how = e.getAttribute("aria-valuetext") ?? e.getAttribute("aria-valuenow") ?? e.getAttribute("value") ?? "";
        at = emit(e, "progress", c.parent, b, {r: role, text: tidy(how), name: nameOf(e, role), i: hintOf(e, false)});
      } else if (!c.eaten && ownText(e)) {
        const g = gather(e), texts = parts(g.text), N = parts(g.whole).join(" ");
        for (const T of texts) {
          at = emit(e, "text", c.parent, b, {text: T});
          if (texts.length === 1 && N !== T) nodes[at].name = N;
          if (g.marked.length === 1 && g.marked[0] !== T && T.includes(g.marked[0])) nodes[at].e = g.marked[0];
          if (c.inert) nodes[at].a = ["inert"];
          if (c.hidden) nodes[at].x = true;
          c.eaten = true;
        }
      }
    }
    const candidate = seen && !off ? layerOf(e, s, b, role) : null;
    if (at < 0 && seen && !off && (candidate || groupRoles.has(role))) {
      const N = role && role !== "list" ? nameOf(e, role) : "";
      if (candidate || !namedGroups.has(role) || N) at = emit(e, "group", c.parent, b, {r: role, name: N, holds: 1});
    }
    if (at >= 0) { c.parent = at; tree[t][6] = at; }
    if (folds) c.fold = true;
    c.cursor = s.cursor;
    if (nodes[at]?.k === "field" || nodes[at]?.k === "password" || tag === "textarea") { /* what it holds is not read */ }
    else if (tag === "select") {
      for (const o of [...e.options].slice(0, 400)) {
        const N = tidy(o.label || o.text);
        if (!N || o.hidden) continue;
        const i = emit(o, "option", at, b, {r: "option", name: N, f: ["native"], i: ""});
        stateFrom(o, nodes[i], c);
        if (e.size < 2 && !e.multiple) nodes[i].a = ["in a closed list"];
      }
    } else if (tag !== "iframe" && tag !== "frame") {
      if (at >= 0 && pressables.has(nodes[at].k) && tag !== "input" && ownText(e) && setsApart(e, s)) emit(e, "text", at, b, {text: tidy(ownWords(e))});
      const inner = c.eaten ? {...c, eaten: true} : c;
      for (const n of shownChildren(e, s)) if (n.nodeType === 1) walk(n, inner);
    }
    if (at < 0) {
      if (tree.length === t + 1) tree.length = t; // holds nothing
      return;
    }
    const n = nodes[at], kids = nodes.length - at - 1;
    if (folds) {
      let plain = true, texts = 0;
      for (let i = at + 1; i < nodes.length; i++) { if (nodes[i].k === "text") texts++; else if (nodes[i].k !== "image") plain = false; }
      if (plain && (texts < 2 || n.k === "heading") && kids) { nodes.length = elements.length = at + 1; tree.length = t + 1; }
    }
    if (n.w) weakened(at, t, s, ctx);
    else if (n.holds && nodes.length === at + 1 && !candidate?.frame) { nodes.length = elements.length = at; tree[t][6] = -1; if (tree.length === t + 1) tree.length = t; if (candidate) backdrops.push({e, s, b}); }
    else if (candidate && !pressables.has(n.k)) candidates.push({...candidate, at, end: nodes.length, e, b});
  };

  // weakened drops a control that only a listener or the cursor speaks for, if another in it is meant.
  const weakened = (at, t, s, ctx) => {
    const n = nodes[at], inner = [];
    for (let i = at + 1; i < nodes.length; i++) if (pressables.has(nodes[i].k) || nodes[i].k === "field" || nodes[i].k === "password") inner.push(i);
    const words = n.text ?? n.name, alone = inner.length === 1 && (nodes[inner[0]].name || nodes[inner[0]].text || nodes[inner[0]].d || "") === words;
    const empty = !n.name && !n.text && !inner.length && (n.b[2] > 200 || n.b[3] > 200) && !n.f.includes("cursor");
    if (alone) { for (const f of n.f) if (!nodes[inner[0]].f.includes(f)) nodes[inner[0]].f.push(f); }
    else if (empty || inner.length && !n.f.includes("cursor")) { /* only a container */ } else return;
    if (nodes.length > at + 1 || empty) {
      nodes.splice(at, 1);
      elements.splice(at, 1);
      for (let i = at; i < nodes.length; i++) nodes[i].p = nodes[i].p === at ? n.p : nodes[i].p > at ? nodes[i].p - 1 : nodes[i].p;
      for (let i = t; i < tree.length; i++) tree[i][6] = tree[i][6] === at ? -1 : tree[i][6] > at ? tree[i][6] - 1 : tree[i][6];
      for (const c of candidates) { if (c.at > at) c.at--; if (c.end > at) c.end--; }
    }
  };

  walk(document.documentElement, {parent: -1, tree: -1, cursor: "auto", clip: null, clipAbs: null, back: [0, 0], on: [0, 0]});
  for (const t in keys) if (t >= tree.length) delete keys[t];
  const layers = layersOf(candidates, backdrops, nodes, elements, page);
  coverage(nodes, elements, page);
  for (const l of layers) if (elements[l.At]) l.Saying = keepSaying(elements[l.At]);
  const {all: roots, doubtful} = rootsOf();
  waiting = true;
  return {URL: location.href, Title: document.title, Lang: document.documentElement?.lang ?? "", Busy: busy, Doubtful: isDoubtful(doubtful), Still: performance.now() - changedAt,
    Width: page.w, Height: page.h, Nodes: nodes, Tree: tree, Keys: keys, Tags: [...tagIndex.keys()], Layers: layers, Scrolled: scrolled, Saying: self === top ? 0 : keepSaying(document.documentElement), Pictures: pictures, Roots: roots.slice(1).map(numberOf)};
};

// keysOn are the identifiers that e's own attributes hold, as far as they may tell one thing from another: of six
// characters or more, with a digit, and no counter.
const keysOn = e => {
  let all = null;
  for (const a of e.attributes) {
    const v = a.value;
    if (v.length < shortestKey || v.length > 200 || a.name !== "id" && a.name !== "value" && a.name !== "href" && !a.name.startsWith("data-") || !/\d/.test(v) || !telling_(a) || listsKeys(v)) continue;
    if (a.name === "value" && !e.matches("option,button,input[type=radio],input[type=checkbox]")) continue;
    for (const part of v.split(/[\s,;:/?&=#|"']+/)) if (part.length >= shortestKey && /\d/.test(part) && (all ??= []).length < 8) all.push(part);
  }
  return all?.length ? all : null;
};

const isDoubtful = doubtful => doubtful.length > 0 || veiled() || performance.now() - searched > 20000;

// frameBox is where the document of a frame begins, and how much larger it is shown.
const frameBox = (e, s, b) => {
  const px = k => parseFloat(s[k]) || 0;
  const sx = e.offsetWidth ? b.width / e.offsetWidth : 1, sy = e.offsetHeight ? b.height / e.offsetHeight : 1;
  return [b.x + (e.clientLeft + px("paddingLeft")) * sx, b.y + (e.clientTop + px("paddingTop")) * sy, sx, sy];
};

// isCurrentRoute reports whether a link leads to the route behind the "#" that the page is at.
const isCurrentRoute = e => e.localName === "a" && /^#[/!]/.test(location.hash) && e.href === location.href;

// spins reports whether e is a sign of waiting: it moves for ever and says nothing.
const spins = (e, s) => {
  const endless = s => s.animationName !== "none" && s.animationIterationCount.includes("infinite");
  return !e.textContent.trim() && (endless(s) || !e.firstElementChild && [":before", ":after"].some(p => endless(getComputedStyle(e, p))));
};

// scrollsAway reports whether what covers e is a bar at the edge of the window, and the page can be scrolled so
// far that e comes out from below it, as a press does.
const scrollsAway = (cover, e, [, y, , h], page) => {
  const stands = a => ["fixed", "sticky"].includes(getComputedStyle(a).position);
  for (let a = e; a; a = up(a)) if (stands(a)) return false;
  for (let bar = cover; bar; bar = up(bar)) {
    const b = bar.getBoundingClientRect(), s = document.scrollingElement;
    if (!s || !stands(bar) || !edge(b, page)) continue;
    return b.top <= 2 ? s.scrollTop >= b.bottom - y : s.scrollHeight - s.clientHeight - s.scrollTop >= y + h - b.top;
  }
  return false;
};

// scrolledOut reports whether the middle of e lies outside of a box around it that scrolls: it comes into view with that.
const scrolledOut = (e, [x, y, w, h]) => {
  for (let a = up(e); a && a !== document.scrollingElement && a !== document.body; a = up(a)) {
    if (a.scrollHeight <= a.clientHeight && a.scrollWidth <= a.clientWidth || !/auto|scroll/.test(getComputedStyle(a).overflow)) continue;
    const b = a.getBoundingClientRect(), cx = x + w / 2, cy = y + h / 2;
    if (cx < b.left || cx > b.right || cy < b.top || cy > b.bottom) return true;
  }
  return false;
};

// coverage asks what a press on each control in view would hit, and notes what lies over texts.
const coverage = (nodes, elements, page) => {
  for (let i = 0; i < nodes.length; i++) {
    const n = nodes[i], k = n.k, e = elements[i];
    if (k === "group" || k === "option" && e.localName === "option" || n.a?.some(w => w === "outside" || w === "inert" || w === "not clickable")) continue;
    const text = !pressables.has(k) && k !== "field" && k !== "password";
    const [x, y, w, h] = n.b;
    if (x + w <= 0 || y + h <= 0 || x >= page.w || y >= page.h) continue; // it would be scrolled to
    const at = text ? e : standIn(e);
    let cover = null, free = false, asked = 0;
    for (const [fx, fy] of [[.5, .5], [.1, .5], [.9, .5], [.5, .15], [.5, .85]]) {
      const px = x + w * fx, py = y + h * fy;
      if (px < 0 || py < 0 || px >= page.w || py >= page.h) continue;
      asked++;
      const hit = deepest(px, py);
      if (!hit) continue;
      if (text ? within(at, hit) || hit.getRootNode() !== at.getRootNode() && within(hit, at) || within(hit, at) : mine(at, hit) || at !== e && mine(e, hit)) { free = true; break; }
      if (!text && within(e, hit)) { cover ??= hit; continue; }
      cover ??= hit;
    }
    if (!asked || free || cover && !text && (scrollsAway(cover, e, n.b, page) || scrolledOut(e, n.b))) continue;
    if (cover) (n.a ??= []).push("covered by " + describe(cover));
    else if (!text) (n.a ??= []).push("covered");
  }
};

// namesIn lists which of names stand in e, shadow roots included: as whole visible
// text nodes, and as labels, titles and picture texts.
let labelled = new Map(); // from other words by which the page names a device to its name
const called = s => { const f = fold(s); return labelled.get(f) ?? f; };
const headings = "h1,h2,h3,h4,h5,h6,[role~=heading]";
const lineParts = /\s[·•|]\s|\s*[｜・]\s*/; // "Mi 9 · your device"
const headingParts = / [-–—·|/] |: |：|[｜「」『』【】]/;

// mentions reports whether a heading speaks of what is called name: "Should we be able to find Mi 9?", and not of what has a longer
// name or is another's: "Mi 9 Pro", "Bob's Mi 9". The same as mentions in pages/mention.go.
const mentions = (text, name) => {
  if (!/[\s\d]/.test(name) || !fold(text).includes(name)) return false; // "Phone" is a word like others
  const words = new RegExp(name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ /g, "\\s+").replace(/'/g, "['\u2018\u2019]"), "giu");
  return [...text.matchAll(words)].some(m => !ledBy.test(text.slice(0, m.index)) && followedBy.test(text.slice(m.index + m[0].length)));
};
const ledBy = /(?:['\u2018\u2019]s|s['\u2019]|的|の)\s*$|(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}])[\p{L}\p{N}]$/iu;
const followedBy = /^(?:\s*$|\s*[?？!！.。,，:：;；"”»'\u2019」』】]|\s+\p{Ll}|的|の)/u;
const namesIn = (e, names) => {
  const texts = [], labels = [];
  const label = n => {
    for (const a of ["aria-label", "title", "alt"]) {
      const v = n.getAttribute(a);
      if (v && names.has(called(v))) { labels.push({name: called(v), at: n}); return; }
    }
    if (n.hasAttribute("aria-labelledby")) {
      const v = called(n.getAttribute("aria-labelledby").split(/\s+/).map(id => id && n.getRootNode().getElementById?.(id)?.textContent || "").join(" "));
      if (names.has(v)) labels.push({name: v, at: n});
    }
  };
  const walk = root => {
    const w = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let n = w.currentNode; n; n = w.nextNode()) {
      if (n.nodeType === 3) {
        const v = n.data.trim() && called(n.data);
        if (!v) continue;
        const p = n.parentElement ?? n.getRootNode().host;
        const head = p.closest?.(headings);
        const said = names.has(v) ? [v] : n.data.split(head ? headingParts : lineParts).map(called).filter(part => names.has(part));
        if (head && !said.length) said.push(...[...names].filter(name => mentions(n.data, name)));
        if (said.length && !/^(script|style|template|noscript|title)$/.test(p.localName) && p.checkVisibility({visibilityProperty: true}))
          for (const name of new Set(said)) texts.push({name, at: p});
      } else if (n.nodeType === 1) {
        label(n);
        const r = n.shadowRoot ?? closed.get(n);
        if (r) walk(r);
      }
    }
  };
  walk(e);
  return {texts, labels, any: texts.length + labels.length > 0};
};

// Identifiers that are shorter, and attributes that count or draw, tell nothing.
const shortestKey = 6;
const telling_ = a => !/^(class|style|tabindex|d|points|transform|(aria-|data-)?(row|col|item)?-?(index|posinset|setsize|order|position|count))$/.test(a.name);

// tables are the names and identifiers of all devices known, prepared once for all rows that share them.
const table = t => (labelled = t.Labels ? new Map(Object.entries(t.Labels).map(([label, name]) => [fold(label), fold(name)])) : labelled, {names: new Set((t.Names ?? []).map(fold).filter(Boolean)), keys: new Set((t.Keys ?? []).filter(k => k.length >= shortestKey))});
const noOthers = table({});
const namesOf = row => row.names ??= new Set([fold(row.Name), ...(row.others ?? noOthers).names]);

// naming is the smallest element around e in which any device is named, and who is named there.
const naming = (e, names, top) => {
  for (let a = e; a && a !== top; a = up(a)) {
    const found = namesIn(a, names);
    if (found.any) return {...found, at: a};
  }
  return null;
};

const items = "li,tr,article,[role~=listitem],[role~=row],[role~=option],[role~=article],[role~=treeitem]";

// onlyName reports whether found names nothing but name, once.
const onlyName = (found, name, twin) => {
  const every = [...found.texts, ...found.labels];
  if (!every.every(f => f.name === name)) return false;
  if (found.texts.length === 1) return true;
  if (found.texts.length) { // said again, and of one thing: not in two entries of a list
    const entries = new Set(found.texts.map(f => f.at.closest(items)));
    return !twin && entries.size === 1;
  }
  const outer = found.labels.filter(l => !found.labels.some(o => o !== l && within(o.at, l.at)));
  return outer.length === 1;
};

// keysIn lists which of keys stand in the attributes of e and what is in it.
const keysIn = (e, keys) => {
  const here = new Set();
  if (!keys.size) return here;
  ownKeys(e, keys, here);
  for (const r of [e, e.shadowRoot ?? closed.get(e)]) if (r) for (const n of r.querySelectorAll("*")) ownKeys(n, keys, here);
  return here;
};
// listsKeys reports whether a value lists identifiers, alike and with commas between them: it is that of no single thing.
const listsKeys = v => { const all = v.split(","); return all.length > 1 && all.every(k => k.length >= shortestKey && k.length === all[0].length); };
// ownKeys adds to here which of keys stand in the attributes of n itself. A choice of a closed list that is not chosen tells nothing.
const ownKeys = (n, keys, here) => {
  if (n.localName === "option" && !n.selected) return;
  for (const a of n.attributes) {
    if (a.value.length < shortestKey || !telling_(a) || listsKeys(a.value)) continue;
    if (keys.has(a.value)) here.add(a.value);
    else for (const part of a.value.split(/[\s,;:/?&=#|"']+/)) if (keys.has(part)) here.add(part);
  }
};
const holdsKey = (e, key) => key.length >= shortestKey && keysIn(e, new Set([key])).size > 0;
const holdsForeignKey = (e, row) => [...keysIn(e, (row.others ?? noOthers).keys)].some(k => k !== row.Key);

// whole is the largest element around e, a part of the row, that still names nobody else.
const whole = (e, row) => {
  const names = namesOf(row), name = fold(row.Name);
  for (let a = up(e); a && a !== document.body && a !== document.documentElement; a = up(a)) {
    if (!onlyName(namesIn(a, names), name, row.Twin)) break;
    e = a;
  }
  return e;
};

const levelOf = h => +(h.getAttribute("aria-level") ?? (/^h[1-6]$/.test(h.localName) ? h.localName[1] : 2));

// path is where e stands in the document, by kinds: the same for an entry that was drawn anew.
const path = e => {
  const kinds = [];
  for (let a = e; a; a = up(a)) kinds.push(a.localName + "#" + a.id);
  return kinds.join(" ");
};

// stray reports whether the name that found holds is no name for e: it is that of an entry of the list, and e
// stands in something else that has no name that is known. Where a page names one device only, the smallest
// element around both may be the page itself. A name that stands apart from the entry that was pressed is the
// answer to that press, and so is what a page shows that was opened by it, or of the device that is chosen in a list. Else name and control must be in one entry, or
// below one heading.
const stray = (e, found, row) => {
  const [n] = [...found.texts, ...found.labels].map(f => f.at), scope = found.at;
  if (within(e, n) || within(n, e) || picked(n.getRootNode(), fold(row.Name)) || titled(fold(row.Name))) return false;
  const entry = chosen.get(fold(row.Name));
  if (entry && entry !== path(n)) return false; // a list may have drawn the entry anew
  if (scope.matches(items) || row.Opened && !entry && !n.closest(items) && (!before || fresh(e) && fresh(n))) return false;
  const b = scope.getBoundingClientRect();
  if (scope !== document.body && b.width * b.height <= innerWidth * innerHeight / 2) return false;
  const h = n.closest(headings); // what is below a heading of a lower level is below it, too
  return !h || [...scope.querySelectorAll(headings)].some(o => o !== h && visible(o) && levelOf(o) <= levelOf(h) &&
    h.compareDocumentPosition(o) & Node.DOCUMENT_POSITION_FOLLOWING && o.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);
};

// titled reports whether the document is called as the device: a page of it alone, where no other is named.
const titled = name => [document.title, ...document.title.split(headingParts)].some(t => called(t) === name);

// picked reports whether the page shows the device called name because it is the chosen one of several.
const picked = (root, name) => [...root.querySelectorAll("select")].some(s => visible(s) && called(s.selectedOptions[0]?.textContent) === name) ||
  [...root.querySelectorAll("[role~=tab][aria-selected=true],[role~=option][aria-selected=true],[role~=radio][aria-checked=true]")].some(o => visible(o) && (called(o.innerText) === name || namesIn(o, new Set([name])).any)) ||
  [...root.querySelectorAll("input[type=radio]:checked"), ...[...root.querySelectorAll("input[type=checkbox]:checked,[role~=checkbox][aria-checked=true]")].filter(o => o.closest(items))].some(o => [...o.labels ?? [], o.closest(items)].some(l => l && visible(l) && namesIn(l, new Set([name])).any));

// inRow judges whether e is in the row: "" if not, "named", or "keyed" if the row's identifier
// stands there too. Of twins only the identifier tells, and what holds another's is not in it.
const inRow = (e, row) => {
  const found = naming(e, namesOf(row), null);
  if (!found || !onlyName(found, fold(row.Name), row.Twin) || holdsForeignKey(found.at, row)) return "";
  if (row.Key && holdsKey(whole(found.at, row), row.Key)) return "keyed";
  return row.Twin || stray(e, found, row) ? "" : "named";
};

// inSection reports whether e stands below the one heading that is called as the row's device and is none of a list, before the
// next one of its rank, and nothing else is named or has its identifier there: the place of the device that was opened. Where
// no heading is, the control that unfolds what stands below it may be one, up to where another device is named.
const inSection = (e, row) => {
  const name = fold(row.Name), root = e.getRootNode(), follows = (a, b) => !!(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
  const says = h => namesIn(h, new Set([name])).any, all = [...root.querySelectorAll(headings)].filter(visible);
  let ours = all.filter(h => !h.closest(items) && says(h));
  const folds = !ours.length;
  if (folds) ours = [...root.querySelectorAll("button[aria-expanded=true],[role~=button][aria-expanded=true],details[open]>summary")].filter(h => visible(h) && says(h));
  if (ours.length !== 1 || !follows(ours[0], e) || within(ours[0], e)) return false;
  const h = ours[0], others = folds ? namesIn(root.body ?? root, namesOf(row)).texts.filter(f => f.name !== name).map(f => f.at) : [];
  const next = [...all.filter(o => folds || levelOf(o) <= levelOf(h)), ...others].filter(o => follows(h, o)).sort((a, b) => follows(a, b) ? -1 : 1)[0];
  if (next && !follows(e, next)) return false;
  const there = n => follows(h, n) && !within(h, n) && (!next || follows(n, next) && !within(n, next));
  const named = namesIn(root.body ?? root, namesOf(row));
  if ([...named.texts, ...named.labels].some(f => f.name !== name && there(f.at))) return false;
  const keys = new Set();
  for (const n of root.querySelectorAll("*")) if (there(n)) ownKeys(n, (row.others ?? noOthers).keys, keys);
  return ![...keys].some(k => k !== row.Key) && (!row.Twin || keys.has(row.Key));
};

// choiceAround is the choice of one among several that n is, is in, or is the label of.
const choiceAround = n => {
  const c = n.closest("[role~=tab],[role~=option],[role~=radio],option,input[type=radio]");
  if (c) return c;
  for (const l of [n.closest("label"), n.closest(items)]) {
    const all = l ? [...l.querySelectorAll("input[type=radio],input[type=checkbox],[role~=checkbox]")] : [], r = l?.control ?? all[0];
    if (r?.type === "radio" || all.length === 1 && l.matches(items)) return r;
  }
  return null;
};
const taken = c => c.checked || c.selected || c.ariaSelected === "true" || c.ariaChecked === "true";

// inChosen reports whether e is what a page shows of the row's device because that is the chosen one of several, with nothing of
// another outside of the choices. What a tab shows may follow late: after a press it must have come by that.
const inChosen = (e, row) => {
  const root = e.getRootNode(), name = fold(row.Name);
  if (row.Twin || choiceAround(e) || !picked(root, name)) return false;
  const tabbed = [...root.querySelectorAll("[role~=tab][aria-selected=true]")].some(t => visible(t) && (called(t.innerText) === name || namesIn(t, new Set([name])).any));
  if (tabbed && before && !fresh(e)) return false;
  const outside = n => { const c = choiceAround(n); return !c || taken(c); };
  const named = namesIn(root.body ?? root, namesOf(row)), keys = new Set();
  if ([...named.texts, ...named.labels].some(f => f.name !== name && outside(f.at))) return false;
  for (const n of root.querySelectorAll("*")) if (outside(n)) ownKeys(n, (row.others ?? noOthers).keys, keys);
  return ![...keys].some(k => k !== row.Key);
};

const panels = "dialog,[role~=dialog],[role~=alertdialog],[role~=menu],[role~=listbox],[aria-modal=true],[popover]";

// Our last press that was about a device, what was visible then, and where the entry stood that was pressed of each device.
let before = null;
const chosen = new Map();
const rowOf = ask => ask.Row ?? ask.About;
// A press is remembered as the page was before its first event: what it opens may come by that, before the click.
const recall = k => {
  if (!rowOf(k.ask)) return null;
  const old = new WeakSet(), row = rowOf(k.ask), of = fold(row.Name) + "\n" + row.Key;
  const own = before?.row === of ? layer(k.e) : null; // what answered the press before is the row's still
  const stays = own && fresh(own) ? own : null;
  for (const r of rootsOf().all) for (const e of r.querySelectorAll("*"))
    if (stays && within(stays, e)) continue;
    else if (e.matches(panels) ? visible(e) && points(e).some(inView) : e.checkVisibility({visibilityProperty: true, opacityProperty: true})) old.add(e);
  const name = k.ask.Row ? namesIn(k.e, new Set([fold(row.Name)])) : null;
  return {old, row: of, name: fold(row.Name), entry: name?.any ? path([...name.texts, ...name.labels][0].at) : ""};
};
const remember = press => {
  if (!press) return;
  before = press;
  if (press.entry) chosen.set(press.name, press.entry);
};

// fresh reports whether e appeared after our last press in this document.
const fresh = e => !!before && e.isConnected && !before.old.has(e) && visible(e);

// layer is the menu or dialog around e: what says so, or else what appeared after our press and lies over the page.
const layer = e => {
  for (let a = e; a && a !== document.body && a !== document.documentElement; a = up(a)) if (a.matches(panels)) return a;
  let top = null;
  for (let a = e; a && a !== document.body && a !== document.documentElement; a = up(a))
    if (fresh(a) && /^(fixed|absolute)$/.test(getComputedStyle(a).position)) top = a;
  return top;
};

// entry reports whether e is in the row's own entry of a list that a panel or dialog shows: beside alike ones.
const entry = (e, l, row) => {
  if (!inRow(e, row)) return false;
  for (let a = naming(e, namesOf(row), null).at; a && a !== l; a = up(a)) {
    if ([...a.parentElement?.children ?? []].some(o => o !== a && o.localName === a.localName && o.className === a.className && /\p{L}/u.test(content(o)) && visible(o))) return true;
  }
  return false;
};

// about judges a control of a menu, panel or dialog: it must name the row's device and no other, or hold its
// identifier. Most menus and dialogs name nobody: such a one is about the device that our last press was about, if
// it appeared after that press. So each press is bound to the one before it, and the first to an entry that has the name.
const about = (e, row) => {
  const l = layer(e);
  if (!l) return inRow(e, row) !== "" || inSection(e, row) || inChosen(e, row);
  const found = namesIn(l, namesOf(row)), every = [...found.texts, ...found.labels];
  if (holdsForeignKey(l, row) || !every.every(f => f.name === fold(row.Name))) return entry(e, l, row);
  const ours = fresh(l) && before.row === fold(row.Name) + "\n" + row.Key;
  if (every.length) return !row.Twin || ours || holdsKey(l, row.Key);
  return ours || inRow(e, row) !== "";
};

// headingOf is the text of the heading that e stands below; one in what lists other entries is theirs.
const headingOf = (e, lists) => {
  for (let a = e; a && a !== document.documentElement; a = up(a)) {
    for (let s = a.previousElementSibling; s; s = s.previousElementSibling) {
      const hs = s.matches(headings) ? [s] : lists(s) ? [] : [...s.querySelectorAll(headings)];
      const h = hs.filter(visible).pop();
      if (h) return h.innerText;
    }
  }
  return "";
};

// likeness is what entries of one list have in common, "" for what is none of a list.
const canPress = e => e.matches(controls) || !!e.querySelector(controls) || getComputedStyle(e).cursor === "pointer";
const likeness = e => visible(e) && /\p{L}/u.test(content(e)) && canPress(e) ? e.localName + " " + (e.getAttribute("class") ?? "").split(/\s+/)[0] : "";

// tellsOfMore reports whether what stands in a before e, an entry with its controls, speaks of all that is listed: a heading, or a
// sentence. The last entry that is left is alone in what is around it.
const tellsOfMore = (a, e) => {
  const w = document.createTreeWalker(a, NodeFilter.SHOW_TEXT);
  for (let n = w.nextNode(); n && !within(e, n); n = w.nextNode()) {
    const p = n.parentElement ?? n.getRootNode().host;
    if (n.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING && p.checkVisibility({visibilityProperty: true}) && !mute.test(p.localName) &&
      (p.closest(headings) && n.data.trim() || longSentence.test(n.data.trim()))) return true;
  }
  return false;
};
const longSentence = /^(?:\S+\s+){6,}\S+$|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{14,}/u;

// entries lists, for each row, every place where its device is named: the texts there besides those of other
// controls, the heading above, and which identifiers stand there. What says whose a device is stands there.
const entries = rows => {
  const page = document.body ?? document.documentElement, names = new Set(rows.flatMap(r => [...namesOf(r)]));
  const found = namesIn(page, names), places = [...found.texts.map(f => ({...f, text: true})), ...found.labels].filter(f => f.at && visible(f.at));
  const tally = new Map(); // of what is around a name: which names, and how often as a text
  for (const f of places) for (let a = f.at; a && a !== page; a = up(a)) {
    if (!tally.has(a)) tally.set(a, {names: new Set(), texts: 0});
    const t = tally.get(a);
    t.names.add(f.name);
    if (f.text) t.texts++;
  }
  const alone = a => tally.get(a).names.size === 1 && tally.get(a).texts < 2;
  const lists = e => tally.has(e), all = new Map(), keys = (rows[0]?.others ?? noOthers).keys;
  for (const f of places) {
    let e = f.at;
    for (let a = f.at; a && a !== page && alone(a); a = up(a)) {
      const b = a.getBoundingClientRect();
      if (a.matches("main,nav,header,footer,[role~=main]") || b.width * b.height > innerWidth * innerHeight / 2 || a !== e && canPress(e) && tellsOfMore(a, e)) break;
      e = a;
      const kind = likeness(a);
      if (a.matches(items) || kind && [...a.parentElement?.children ?? []].some(o => o !== a && likeness(o) === kind)) break; // an entry of a list
    }
    if (!all.has(f.name)) all.set(f.name, []);
    all.get(f.name).push(entryOf(e, f.at, keys, lists));
  }
  return rows.map(r => all.get(fold(r.Name)) ?? []);
};
const entryOf = (e, kept, keys, lists) => ({Texts: textsIn(e, kept), Heading: headingOf(e, lists), Keys: [...keysIn(e, keys)]});

// textsIn lists the visible texts of e by themselves, without those of controls (but one that holds kept).
const textsIn = (e, kept) => {
  const texts = [], walk = root => {
    const w = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let n = w.nextNode(); n; n = w.nextNode()) {
      if (n.nodeType === 3) {
        const p = n.parentElement ?? n.getRootNode().host, c = p.closest("button,[role~=button],[role~=menuitem],select,input,textarea");
        if (!n.data.trim() || mute.test(p.localName) || !p.checkVisibility({visibilityProperty: true})) continue;
        if (!c || !within(e, c) || within(c, kept)) texts.push(n.data);
      } else if (n.shadowRoot ?? closed.get(n)) walk(n.shadowRoot ?? closed.get(n));
    }
  };
  walk(e);
  return texts;
};

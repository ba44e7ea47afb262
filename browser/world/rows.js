// namesIn lists which of names stand in e, shadow roots included: as whole visible
// text nodes, and as labels, titles and picture texts.
const namesIn = (e, names) => {
  const texts = [], labels = [];
  const label = n => {
    for (const a of ["aria-label", "title", "alt"]) {
      const v = n.getAttribute(a);
      if (v && names.has(fold(v))) { labels.push({name: fold(v), at: n}); break; }
    }
  };
  const walk = root => {
    const w = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let n = w.currentNode; n; n = w.nextNode()) {
      if (n.nodeType === 3) {
        const v = n.data.trim() && fold(n.data);
        if (!v || !names.has(v)) continue;
        const p = n.parentElement ?? n.getRootNode().host;
        if (!/^(script|style|template|noscript|title)$/.test(p.localName) && p.checkVisibility({visibilityProperty: true})) texts.push({name: v, at: p});
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

const namesOf = row => new Set([row.Name, ...row.Rest ?? []].map(fold).filter(Boolean));

// naming is the smallest element around e in which any device is named, and who is named there.
const naming = (e, names, top) => {
  for (let a = e; a && a !== top; a = up(a)) {
    const found = namesIn(a, names);
    if (found.any) return {...found, at: a};
  }
  return null;
};

// onlyName reports whether found names nothing but name, once.
const onlyName = (found, name) => {
  const every = [...found.texts, ...found.labels];
  if (!every.every(f => f.name === name)) return false;
  if (found.texts.length) return found.texts.length === 1;
  const outer = found.labels.filter(l => !found.labels.some(o => o !== l && within(o.at, l.at)));
  return outer.length === 1;
};

const holdsKey = (e, key) => {
  const has = n => [...n.attributes].some(a => a.value === key || a.value.split(/[\s,;:/?&=#|"']+/).includes(key));
  if (has(e)) return true;
  const roots = [e, e.shadowRoot ?? closed.get(e)].filter(Boolean);
  return roots.some(r => [...r.querySelectorAll("*")].some(has));
};

// whole is the largest element around e, a part of the row, that still names nobody else.
const whole = (e, row) => {
  const names = namesOf(row), name = fold(row.Name);
  for (let a = up(e); a && a !== document.body && a !== document.documentElement; a = up(a)) {
    if (!onlyName(namesIn(a, names), name)) break;
    e = a;
  }
  return e;
};

// inRow judges whether e is in the row: "" if not, "named", or "keyed" if the row's identifier
// stands there too. Of twins only the identifier tells.
const inRow = (e, row) => {
  const found = naming(e, namesOf(row), null);
  if (!found || !onlyName(found, fold(row.Name))) return "";
  return row.Key && holdsKey(whole(found.at, row), row.Key) ? "keyed" : row.Twin ? "" : "named";
};

const panels = "dialog,[role~=dialog],[role~=alertdialog],[role~=menu],[role~=listbox],[aria-modal=true],[popover]";

// notOf judges a control of a menu or dialog, which often names no device: false if it
// clearly belongs to devices other than the row's.
const notOf = (e, row) => {
  const names = namesOf(row), name = fold(row.Name);
  const others = found => found?.any && ![...found.texts, ...found.labels].some(f => f.name === name);
  for (let a = e; a; a = up(a)) if (a.matches(panels)) {
    const found = namesIn(a, names);
    if (found.any) return others(found);
    break;
  }
  return !!others(naming(e, names, document.body));
};

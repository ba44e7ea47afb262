// Layers: what lies in front of what is behind it. Here is measured; what kind each is, is decided by
// who asked, who has the frames too.

// layerOf tells why e may be the root of a layer, or null.
const layerOf = (e, s, b, role) => {
  const out = {role, position: s.position, modal: false, top: false};
  if (e.localName === "html" || e.localName === "body") return null;
  if (e.matches(":modal")) { out.top = out.modal = true; return out; }
  if (e.hasAttribute("popover") && e.matches(":popover-open")) { out.top = true; return out; }
  if (e.getAttribute("aria-modal") === "true") out.modal = true;
  if (out.modal || role === "dialog" || role === "alertdialog") return out;
  const placed = s.position === "fixed" || s.position === "absolute" || s.position === "sticky";
  if ((role === "menu" || role === "listbox" || role === "tooltip") && e.localName !== "select") return placed || floats(e) ? out : null;
  if (!placed) return null;
  if (b.bottom <= 0 || b.right <= 0 || b.top >= innerHeight || b.left >= innerWidth) return null;
  if (e.localName === "iframe") { out.frame = true; return s.position === "fixed" || b.width * b.height > 20000 ? out : null; }
  if (s.position === "absolute") {
    if (b.width * b.height < 2500) return null;
    const o = e.offsetParent;
    if (o && o !== document.body && o !== document.documentElement) {
      const r = o.getBoundingClientRect();
      if (r.left - 2 <= b.left && r.top - 2 <= b.top && r.right + 2 >= b.right && r.bottom + 2 >= b.bottom && r.width * r.height < .4 * innerWidth * innerHeight) return null; // on a card
    }
  }
  return out;
};

// floats reports whether something around e takes it out of the page's flow.
const floats = e => {
  for (let a = up(e), n = 0; a && n < 4 && a !== document.body; a = up(a), n++) {
    const p = getComputedStyle(a).position;
    if (p === "fixed" || p === "absolute") return true;
  }
  return false;
};

const seeThrough = s => {
  const m = /rgba?\([^)]*?,\s*([\d.]+)\)$/.exec(s.backgroundColor);
  const alpha = /^rgba/.test(s.backgroundColor) && m ? +m[1] : s.backgroundColor === "transparent" ? 0 : 1;
  const slash = /\/\s*([\d.]+%?)\)$/.exec(s.backgroundColor);
  const a = slash ? parseFloat(slash[1]) / (slash[1].endsWith("%") ? 100 : 1) : alpha;
  return (a < .98 || +s.opacity < .98) && s.backgroundImage === "none";
};

const fivePoints = (b, page, inset = .125) => {
  const l = Math.max(b.left, 0), t = Math.max(b.top, 0), r = Math.min(b.right, page.w), m = Math.min(b.bottom, page.h);
  const w = r - l, h = m - t;
  if (w <= 0 || h <= 0) return [];
  return [[.5, .5], [inset, inset], [1 - inset, inset], [inset, 1 - inset], [1 - inset, 1 - inset]].map(([x, y]) => [l + w * x, t + h * y]);
};

const full = (b, page) => Math.min(b.right, page.w) - Math.max(b.left, 0) >= .75 * page.w && Math.min(b.bottom, page.h) - Math.max(b.top, 0) >= .75 * page.h;

// stackAt lists what is at a point, front first, shadow roots included. A shadow root tells of what is around
// it, too: each is asked once.
const stackAt = (x, y, root = document, asked = new Set([document])) => {
  const all = new Set();
  for (const o of root.elementsFromPoint(x, y)) {
    const r = o.shadowRoot ?? closed.get(o);
    if (r && !asked.has(r)) {
      asked.add(r);
      for (const i of stackAt(x, y, r, asked)) if (i !== o && within(o, i)) all.add(i);
    }
    all.add(o);
  }
  return [...all];
};

const layersOf = (candidates, backdrops, nodes, elements, page) => {
  const curtains = backdrops.filter(o => (o.s.position === "fixed" || o.s.position === "absolute") && o.s.pointerEvents !== "none" && full(o.b, page));
  const out = [];
  for (const c of candidates) {
    const s = getComputedStyle(c.e);
    let front = 0, behind = 0, curtain = false, asked = 0;
    const holder = full(c.b, page) && seeThrough(s), box = holder ? inner(c, nodes, elements, page) ?? c.b : c.b;
    for (const [x, y] of fivePoints(box, page)) {
      asked++;
      const top = deepest(x, y);
      if (top && within(c.e, top)) front++;
      const stack = stackAt(x, y);
      let in_ = false, back = false;
      for (const o of stack) {
        if (within(c.e, o)) { in_ = true; continue; }
        if (!in_) continue;
        if (curtains.some(k => k.e === o)) { curtain = true; continue; }
        if (o !== document.body && o !== document.documentElement && !within(o, c.e)) { back = true; break; }
      }
      if (back) behind++;
    }
    const forced = c.top || c.modal || c.role === "dialog" || c.role === "alertdialog" || c.role === "menu" || c.role === "listbox" || c.role === "tooltip";
    if (!forced && s.position === "absolute" && (behind < (raised(s) ? 1 : 3) && !curtain || !c.frame && !nodes.slice(c.at + 1, c.end).some(n => pressables.has(n.k)))) continue;
    if (!forced && s.position === "sticky" && !edge(c.b, page)) continue;
    out.push({At: c.at, End: c.end, Role: c.role, Position: s.position, Modal: c.modal || holder && s.pointerEvents !== "none" || curtain,
      Aria: c.modal, Top: c.top, Full: full(c.b, page), SeeThrough: holder, Curtain: curtain, Front: front, Behind: behind, Asked: asked,
      Box: [box.left, box.top, box.right - box.left, box.bottom - box.top], Name: nameOf(c.e, ""), Frame: !!c.frame});
    out[out.length - 1].e = c.e;
    out[out.length - 1].box = c.b;
  }
  // front to back: what is hit first where two overlap; what is inside another is in front of it; else what comes later
  const before = (a, b) => {
    if (a.e !== b.e && within(b.e, a.e)) return true;
    if (a.e !== b.e && within(a.e, b.e)) return false;
    const l = Math.max(a.box.left, b.box.left, 0), r = Math.min(a.box.right, b.box.right, page.w), t = Math.max(a.box.top, b.box.top, 0), m = Math.min(a.box.bottom, b.box.bottom, page.h);
    if (r - l > 1 && m - t > 1) {
      let sum = 0;
      for (const [x, y] of [[.5, .5], [.1, .1], [.9, .1], [.1, .9], [.9, .9]]) {
        const hit = deepest(l + (r - l) * x, t + (m - t) * y);
        if (hit && within(a.e, hit)) sum++;
        if (hit && within(b.e, hit)) sum--;
      }
      if (sum) return sum > 0;
    }
    if (a.Top !== b.Top) return a.Top;
    return a.At > b.At;
  };
  const sorted = [];
  for (const l of out) {
    let i = 0;
    while (i < sorted.length && !before(l, sorted[i])) i++;
    sorted.splice(i, 0, l);
  }
  for (const l of sorted) { delete l.e; delete l.box; }
  return sorted;
};

// raised reports whether its author put something in front of what is behind it, or made it look so.
const raised = s => +s.zIndex > 0 || s.boxShadow !== "none" || s.filter !== "none" && s.filter.includes("shadow");

const edge = (b, page) => (b.top <= 2 || b.bottom >= page.h - 2) && b.right - b.left >= .6 * page.w && b.bottom - b.top <= .5 * page.h;

// inner is the box of what a see-through layer over all of the page holds.
const inner = (c, nodes, elements, page) => {
  let l = Infinity, t = Infinity, r = -Infinity, m = -Infinity;
  for (let i = c.at + 1; i < c.end; i++) {
    const [x, y, w, h] = nodes[i].b;
    if (w >= page.w * .98 && h >= page.h * .98) continue;
    l = Math.min(l, x); t = Math.min(t, y); r = Math.max(r, x + w); m = Math.max(m, y + h);
  }
  if (!(l < r && t < m)) return null;
  let best = {left: l, top: t, right: r, bottom: m};
  for (let a = elements[c.at + 1]; a && a !== c.e; a = up(a)) {
    const b = a.getBoundingClientRect();
    if (full(b, page)) break;
    if (b.left <= l && b.top <= t && b.right >= r && b.bottom >= m) best = b;
  }
  return best;
};

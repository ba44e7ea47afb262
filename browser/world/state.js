const boxOf = e => {
  let r = e.getBoundingClientRect();
  if (r.width > 0 && r.height > 0 || getComputedStyle(e).overflow !== "visible") return r;
  const range = document.createRange(); // an element without a box of its own, around one that has
  range.selectNodeContents(e);
  return range.getBoundingClientRect();
};

const visible = e => {
  if (!e.isConnected) return false;
  const style = getComputedStyle(e);
  if (style.display === "contents") return [...e.children].some(visible);
  if (!e.checkVisibility({opacityProperty: true, visibilityProperty: true})) return false;
  const b = boxOf(e);
  if (b.width <= 1 && b.height <= 1 || b.width <= 0 || b.height <= 0) return false;
  let x = scrollX, y = scrollY; // how far all around it is scrolled
  if (style.position !== "fixed")
    for (let a = up(e); a && a !== document.body && a !== document.documentElement; a = up(a)) {
      const s = getComputedStyle(a);
      if (s.overflow === "visible" || s.display === "contents" || s.display === "inline") continue;
      const r = a.getBoundingClientRect();
      if (r.width < 1 || r.height < 1) return false;
      if (/auto|scroll/.test(s.overflow)) { x += Math.abs(a.scrollLeft); y += a.scrollTop; }
    }
  return getComputedStyle(document.documentElement).direction === "rtl" || b.right + x > 0 && b.bottom + y > 0;
};

// standIn is what a person sees and presses for e: e itself, or the label of a
// checkbox that is drawn by other elements.
const standIn = e => {
  if (!e.matches("input[type=checkbox],input[type=radio]") || visible(e)) return e;
  const b = e.getBoundingClientRect(), around = e.labels?.[0] ?? e.parentElement;
  if (b.width > 2 && b.height > 2 && e.checkVisibility({visibilityProperty: true}) && around && visible(around)) return e;
  return [...e.labels ?? []].find(visible) ?? e;
};

const shown = e => visible(e) || e.matches("input[type=checkbox],input[type=radio]") &&
  (standIn(e) !== e || e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().width > 2 && visible(e.labels?.[0] ?? e.parentElement ?? e));

const disabled = e => {
  for (let a = e; a; a = up(a)) if (a.getAttribute("aria-disabled") === "true" || a.inert) return true;
  const c = e.closest("button,input,select,textarea,option,optgroup,fieldset");
  return e.matches(":disabled") || !!c?.matches(":disabled") && c.localName !== "fieldset" || e.localName === "label" && !!e.control?.matches(":disabled");
};

// catches reports whether a field only takes the keys for what is drawn around it, and shows nothing itself: that of a drawn list.
const catches = a => a.localName === "input" && /^(text|search)$/.test(a.type) && !a.value && (a.readOnly || a.getAttribute("role") === "combobox") && (!visible(a) || a.readOnly);

// mine reports whether a press on hit is a press on e and not on a control inside it.
const mine = (e, hit) => {
  const its = within(e, hit) || [...e.labels ?? []].some(l => within(l, hit));
  if (!its) return false;
  for (let a = hit; a && a !== e; a = up(a)) {
    if (a.localName === "label" && a.control === e) return true;
    if (a.matches("a[href],button,input,select,textarea,[role~=button],[role~=link]") && a !== e.control && !catches(a)) return false;
  }
  return true;
};

// points are where e may be pressed, best first.
const points = e => {
  const rects = [...e.getClientRects()].filter(r => r.width > 0 && r.height > 0);
  const b = rects.sort((a, c) => c.width * c.height - a.width * a.height)[0] ?? boxOf(e);
  return [[.5, .5], [.2, .5], [.8, .5], [.5, .2], [.5, .8], [.05, .5], [.1, .2]].map(([x, y]) => [b.x + b.width * x, b.y + b.height * y]);
};

const inView = ([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;

// press is where e can be pressed, or why it cannot.
const press = e => {
  const at = standIn(e), ps = points(at), seen = ps.filter(inView);
  if (!seen.length) return {words: "outside the page"};
  let cover;
  for (const p of seen) {
    const hit = deepest(...p);
    if (hit && (mine(at, hit) || mine(e, hit))) return {x: p[0], y: p[1]};
    cover ??= hit;
  }
  if (getComputedStyle(at).pointerEvents === "none") return {words: "not clickable"};
  return {words: cover ? "covered by " + describe(cover) : "outside the page"};
};

// stateOf says in words what e is to a person who only looks, and where it can be pressed if it is in view.
const stateOf = e => {
  if (!shown(e)) return {words: "hidden"};
  if (disabled(e)) return {words: "disabled"};
  if (e === document.documentElement || !points(standIn(e)).some(inView)) return {words: "ready"}; // it would be scrolled to
  return {words: "ready", ...press(e)};
};

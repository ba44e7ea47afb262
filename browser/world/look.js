// Elements seen by the last looks, so that they can be named by number.
const kept = new Map();
let looks = 0;
const keep = what => {
  kept.set(++looks, what);
  kept.delete(looks - 20000);
  return looks;
};

// fits reports whether e satisfies what narrows the locator besides its ways.
const fits = (e, ask) => ask.About && !about(e, ask.About) ? "" : ask.Row ? inRow(e, ask.Row) : "named";

// look answers each ask with what every one of its ways finds.
const look = ({asks, tables}) => {
  memo = new Map();
  const others = tables.map(table);
  for (const a of asks) for (const r of [a.Row, a.About]) if (r) r.others = others[r.Table];
  const {all: roots, doubtful} = rootsOf();
  present([...new Set(asks.flatMap(wordsOfAsk))], roots); // all at once
  const out = asks.map(ask => ask.Ways.map(way => {
    let hits;
    try { hits = found(way, roots); } catch (e) { return {Fault: String(e.message ?? e)}; }
    if (way.Node && !hits.length) return {Hits: [], Lost: true};
    let said = 0;
    return {Hits: hits.flatMap(e => {
      const fit = fits(e, ask);
      if (!fit) return [];
      const is = shown(e);
      const hit = {ID: keep({e, ask, way, fit, was: identity({e, way})}), Shown: is, Keyed: fit === "keyed", Root: e === document.documentElement};
      if (is && said++ < 100) { const {words, x, y} = stateOf(e); hit.Text = textOf(e); hit.Words = words; hit.At = x === undefined ? null : {x, y}; hit.Top = boxOf(e).top + scrollY; }
      if (way.Role) hit.Number = numberOf(e);
      return [hit];
    })};
  }));
  memo = null;
  waiting = true;
  return {Loading: document.readyState === "loading", Changes: changes, Doubtful: doubtful.length > 0 || performance.now() - searched > 2000, Ways: out};
};

const element = id => kept.get(id)?.e ?? null;

// inOrder lists kept elements in document order, each once.
const inOrder = ids => {
  const seen = new Set();
  return ids.filter(id => element(id) && !seen.has(element(id)) && seen.add(element(id)))
    .sort((a, b) => element(a).compareDocumentPosition(element(b)) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1);
};

// adopt takes a closed shadow root into what looks see.
const adopt = root => { closed.set(root.host, root); watch(root); };

// inspected remembers that the page was searched for closed roots.
const inspected = () => {
  for (const [h] of closed) if (!h.isConnected) closed.delete(h);
  for (const e of rootsOf().doubtful) asked.add(e);
  searched = performance.now();
};

// owner tells where a frame's point is in this document, and whether it can be pressed there.
const owner = (e, at) => {
  if (!visible(e)) return {words: "hidden"};
  const r = e.getBoundingClientRect(), s = getComputedStyle(e), px = k => parseFloat(s[k]) || 0;
  const sx = e.offsetWidth ? r.width / e.offsetWidth : 1, sy = e.offsetHeight ? r.height / e.offsetHeight : 1;
  const p = [r.x + (e.clientLeft + px("paddingLeft") + at[0]) * sx, r.y + (e.clientTop + px("paddingTop") + at[1]) * sy];
  if (!inView(p)) return {words: "outside the page", x: p[0], y: p[1]};
  const hit = deepest(...p);
  return hit === e ? {x: p[0], y: p[1]} : {words: hit ? "covered by " + describe(hit) : "outside the page", x: p[0], y: p[1]};
};

// scrollToEnds scrolls all that scrolls to its end, and tells whether anything has moved.
const scrollToEnds = () => {
  let moved = false;
  const go = (e, to) => {
    const was = e.scrollTop;
    to();
    moved ||= e.scrollTop !== was;
  };
  for (const root of rootsOf().all)
    for (const e of root.querySelectorAll("*"))
      if (e.scrollHeight > e.clientHeight + 4 && e.clientHeight > 20 && /auto|scroll/.test(getComputedStyle(e).overflowY)) go(e, () => e.scrollTo({top: e.scrollHeight, behavior: "instant"}));
  const page = document.scrollingElement;
  if (page) go(page, () => { page.scrollTop = page.scrollHeight; });
  return moved;
};

// scrollTo brings a kept element to the top of the view, and tells whether it has moved.
const scrollTo = id => {
  const e = element(id);
  if (!e) return true;
  const was = boxOf(e);
  e.scrollIntoView({block: "start", behavior: "instant"});
  const now = boxOf(e);
  return now.x !== was.x || now.y !== was.y;
};

// boxInView brings a kept element into view and tells where it is.
const boxInView = async id => {
  const e = element(id);
  e.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
  await frame();
  const r = boxOf(e);
  return {X: r.x, Y: r.y, Width: r.width, Height: r.height};
};

// spot tells where a kept element stands in view, or why it cannot be pressed there. It is scrolled to before, if that is wanted.
const spot = async (id, scrolls) => {
  const e = element(id);
  if (!e?.isConnected) return {Words: "missing"};
  const at = standIn(e), moved = scrolls && (!inView(points(at)[0]) || !!press(e).words);
  if (moved) {
    at.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
    await frame();
  }
  const r = boxOf(at);
  return {Words: press(e).words ?? "", Left: r.left, Top: r.top, Right: r.right, Bottom: r.bottom, Width: innerWidth, Height: innerHeight, Moved: moved};
};

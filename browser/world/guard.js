const guarded = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"];

// What one press is meant for. Armed without a control it stops everything.
let armed = null;
const pressed = new WeakMap(); // controls pressed by us: when, and how the page was then

// identity is what must not change under a control between the look and the press.
const identity = k => k.way.Role ? fold(named(k.e)) : "";

// judge says why the press along path is not the one that is meant, or "".
const judge = path => {
  const k = armed.of;
  if (!k) return "not meant for this frame";
  const at = standIn(k.e), its = [k.e, at, ...k.e.labels ?? []];
  const hit = path.find(n => n.nodeType === 1);
  if (!hit || !its.some(e => path.includes(e))) return "on " + (hit ? describe(hit) : "nothing");
  if (!k.e.isConnected) return "gone";
  if (k.way.Role ? identity(k) !== k.was : (k.way.Words || k.way.Has) && !sayingStill(k)) return "other words";
  if (k.way.Node && !sameNode(k.e, k.way.Node)) return "other words";
  if (k.way.CSS && !k.e.matches(k.way.CSS)) return "no longer the same";
  if (fits(k.e, k.ask) !== k.fit) return "another row";
  if (disabled(k.e)) return "disabled";
  return "";
};

// sayingStill reports whether a text way still finds k's element.
const sayingStill = k => {
  if (k.way.CSS || k.e.matches(pushes)) return says(k.e, k.way);
  const words = [...k.way.Words ?? [], ...k.way.Has ?? []].map(squash);
  return innermost(k.e, words).some(e => says(e, k.way) && control(e, !!k.way.Words) === k.e);
};

// rootsAround lists the closed roots around e, the outermost first.
const rootsAround = e => {
  const all = [];
  for (let r = e.getRootNode(); r instanceof ShadowRoot; r = r.host.getRootNode()) if (r.mode === "closed") all.unshift(r);
  return all;
};

const onGuarded = ev => {
  if (!armed || armed.ok || !ev.isTrusted) return;
  const path = ev.composedPath(), here = ev.currentTarget === globalThis ? -1 : armed.roots.indexOf(ev.currentTarget);
  if (ev.currentTarget !== globalThis && here < 0) return stop(ev, "in another root");
  const inner = armed.roots[here + 1];
  let why = armed.bad;
  if (!why && inner) why = path.includes(inner.host) ? "" : judge(path) || "outside its root";
  else if (!why) why = judge(path);
  if (why) return stop(ev, why);
  if (inner) return; // the inner root decides
  if (!armed.reached) armed.recalled = recall(armed.of);
  armed.reached = true;
  if (ev.type !== (armed.holds ? "mousedown" : "click")) return;
  armed.ok = true;
  pressed.set(armed.of.e, {at: performance.now(), changes, words: fold(named(armed.of.e))});
  remember(armed.recalled);
  globalThis.miacctTell?.(JSON.stringify({Token: armed.token, OK: true}));
};

const stop = (ev, why) => {
  armed.bad ||= why;
  armed.stopped = true;
  ev.preventDefault();
  ev.stopImmediatePropagation();
};
for (const t of guarded) addEventListener(t, onGuarded, true);

const arm = (token, k, holds) => {
  armed = {token, holds, of: k, roots: k ? rootsAround(k.e) : [], bad: "", ok: false, reached: false, stopped: false};
};
const forbid = token => { arm(token, null); return true; };

// disarm tells what the guard saw of the press.
const disarm = token => {
  const a = armed;
  if (!a || a.token !== token) return {Lost: true};
  armed = null;
  return {OK: a.ok, Bad: a.bad, Reached: a.reached, Stopped: a.stopped};
};

// again reports whether e was just pressed and the page has not answered yet.
const again = e => {
  if (e.matches("textarea,[contenteditable]") || e.matches("input") && !e.matches(pushes)) return false;
  const p = pressed.get(e);
  return !!p && performance.now() - p.at < 5000 && changes === p.changes && p.words === fold(named(e));
};

// aim brings the kept element into view, waits until it rests, and arms the guard for it.
const aim = async ({id, token, arms, holds}) => {
  const k = kept.get(id);
  if (!k) return {Words: "missing"};
  const e = k.e, at = () => standIn(e);
  if (!e.isConnected) return {Words: "missing"};
  if (!shown(e)) return {Words: "hidden"};
  if (disabled(e)) return {Words: "disabled"};
  const far = () => !inView(points(at())[0]) || press(e).words;
  if (far()) at().scrollIntoView({block: "center", inline: "center", behavior: "instant"});
  const box = () => { const r = boxOf(at()); return [r.x, r.y, r.width, r.height].join(); };
  let last = box(), rests = false;
  for (let n = 0; n < 8 && !rests; n++) {
    await frame();
    const now = box();
    rests = now === last;
    last = now;
  }
  if (!e.isConnected) return {Words: "missing"};
  if (!shown(e)) return {Words: "hidden"};
  if (!rests) return {Words: "moving"};
  if (disabled(e)) return {Words: "disabled"};
  if (k.way.Role && identity(k) !== k.was) return {Words: "changing its words"};
  if (arms && again(e)) return {Words: "pressed a moment ago"};
  const p = press(e);
  if (p.words) return {Words: p.words};
  if (arms) arm(token, k, holds);
  return {Words: "ready", X: p.x, Y: p.y};
};

const pressOf = id => element(id) ? press(element(id)) : {words: "missing"};

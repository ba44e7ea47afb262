// What a layer said when it was read, and whether it says the same when something on it is pressed. A digit
// is a word like any other: "Mi 9" is not "Mi 8". Only a counter may go on: a number that stands alone in its
// line, or at the end of a control's label, and was seen to count as time passes.
const sayings = new Map(); // by number, the last ones
let lastSaying = 0;
const keepSaying = root => {
  const lines = linesOf(root);
  noteCounters(root, lines);
  sayings.set(++lastSaying, {lines, at: performance.now()});
  sayings.delete(lastSaying - 500);
  return lastSaying;
};

const counterAlone = /^[(（]?(\p{Nd}{1,4}(?:[:：]\p{Nd}{2}){0,2})\s*\p{L}{0,12}\.?[)）]?$/u;
const counterOfControl = /[(（]\s*(\p{Nd}{1,4})\s*\p{L}{0,12}\.?\s*[)）]$|\s(\p{Nd}{1,4})\s?\p{L}{1,4}\.?$/u;

// counterIn takes the number of a counter out of a line, if it has the form of one.
const counterIn = line => {
  const m = counterAlone.exec(line.words) ?? (line.control ? counterOfControl.exec(line.words) : null);
  if (!m) return null;
  const digits = m[1] ?? m[2], at = m.index + m[0].indexOf(digits);
  return {frame: line.words.slice(0, at) + "\0" + line.words.slice(at + digits.length), number: digits.normalize("NFKC").split(":").reduce((n, d) => n * 60 + +d, 0)};
};

// linesOf are the lines that a person reads in root, with the names that its author gave to what is in it.
const linesOf = root => {
  const lines = [];
  let words = "", control = false;
  const end = () => {
    const w = fold(words);
    if (wordy.test(w)) lines.push({words: w, control}); // a drawn mark says nothing
    words = "";
  };
  const walk = e => {
    for (const t of [e.getAttribute("aria-label"), e.localName === "img" ? e.alt : "", e.matches(pushes) ? e.value : ""]) if (t) { end(); words = t; end(); }
    const reads = getComputedStyle(e).visibility === "visible";
    for (const n of childrenOf(e)) {
      if (n.nodeType === 3 && reads) words += n.data;
      if (n.nodeType !== 1 || mute.test(n.localName)) continue;
      const s = getComputedStyle(n), own = !control && pressables.has(kindOfRole[roleOf(n)]);
      if (s.display === "none") continue;
      const apart = own || isBlock(s.display) || n.localName === "br";
      if (apart) end();
      control ||= own;
      walk(n);
      if (apart) end();
      if (own) control = false;
    }
  };
  walk(root);
  end();
  return lines;
};

// counted keeps, for each layer, how its counters stood when it was looked at last.
const counted = new WeakMap();

// countsOn reports whether the number of a counter may have become another in the time between.
const countsOn = (a, b, ms) => Math.abs(a - b) <= ms / 1000 + 1.5;

// noteCounters notes how the counters of a layer stand now, and returns whether each was seen to count.
const noteCounters = (root, lines) => {
  const now = performance.now(), was = counted.get(root) ?? new Map(), is = new Map();
  for (const [i, line] of lines.entries()) {
    const c = counterIn(line);
    if (!c) continue;
    const key = i + "\0" + c.frame, before = was.get(key);
    const counts = !!before && (before.number === c.number ? before.counts : countsOn(before.number, c.number, now - before.at));
    is.set(key, before?.number === c.number ? before : {number: c.number, at: now, counts});
  }
  counted.set(root, is);
  return is;
};

// saysStill reports whether a layer says what it said in the saying with that number.
const saysStill = (root, number) => {
  const was = sayings.get(number);
  if (!was) return false;
  const lines = linesOf(root), ms = performance.now() - was.at, before = counted.get(root) ?? new Map();
  noteCounters(root, lines);
  return lines.length === was.lines.length && lines.every((line, i) => {
    const then = was.lines[i];
    if (line.words === then.words) return true;
    const a = counterIn(then), b = counterIn(line);
    return !!a && !!b && a.frame === b.frame && countsOn(a.number, b.number, ms) && !!before.get(i + "\0" + b.frame)?.counts;
  });
};

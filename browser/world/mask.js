const secret = "input[type=password],input[autocomplete~=one-time-code],input[autocomplete~=current-password],input[autocomplete~=new-password]," +
  ["name", "id", "class"].flatMap(a => ["passw", "pwd", "ticket", "captcode", "vcode", "verifycode", "smscode"].map(w => `input[${a}*=${w} i]`)).join() +
  ",input[name=code i],input[id=code i],input[maxlength='1']";
const black = "{background:#000!important;color:#000!important;fill:#000!important;text-shadow:none!important;border-color:#000!important;caret-color:#000!important;-webkit-text-fill-color:#000!important";
// What somebody has typed is theirs, whatever the field is for.
const typed = "textarea:not(:placeholder-shown),input:not(:placeholder-shown,[type=checkbox],[type=radio],[type=button],[type=submit],[type=reset],[type=image],[type=range],[type=color])";
const masks = new Map();

// blackened is the style sheet that blackens the elements of the selectors, or what is wrong with one.
const blackened = (selectors, name) => {
  const made = new CSSStyleSheet();
  for (const s of selectors) {
    try {
      made.insertRule(`:is(${s}),:is(${s}) *${black};transition:none!important;animation:none!important}`);
      made.insertRule(`:is(input,textarea):is(${s}),:is(${s}) :is(input,textarea){-webkit-text-security:disc!important}`); // a field's size does not hang on it: no mask moves the page
      made.insertRule(`:is(${s})::placeholder,:is(${s})::before,:is(${s})::after,:is(${s}) ::before,:is(${s}) ::after${black}}`);
      made.insertRule(`:is(img,canvas,video,svg,picture,iframe):is(${s}),:is(${s}) :is(img,canvas,video,svg,picture,iframe){filter:brightness(0)!important}`);
    } catch { return "no selector: " + s; }
  }
  const hidden = "{background-color:#000!important;color:#000!important;-webkit-text-fill-color:#000!important;-webkit-text-stroke-color:#000!important;text-decoration-color:#000!important;text-shadow:none!important}";
  // A selection and a word of the address are painted over highlights.
  for (const which of [`highlight(miacct-${name})`, "selection", "target-text"]) made.insertRule(`::${which}${hidden}`);
  return made;
};

// shield hides what has no text to be looked at, all of its kind: pictures, drawings, backgrounds, and what style sheets write.
const shield = sheet => {
  sheet.insertRule("img,canvas,video,object,embed,svg image,input[type=image]{filter:brightness(0)!important;background:#000!important}");
  sheet.insertRule("*,::before,::after{background-image:none!important;border-image:none!important;list-style-image:none!important;-webkit-mask-image:none!important}");
  sheet.insertRule("::before,::after,::marker{color:transparent!important;-webkit-text-fill-color:transparent!important;-webkit-text-stroke-color:transparent!important;text-shadow:none!important}");
  sheet.insertRule("::before,::after{filter:brightness(0)!important}");
  sheet.insertRule(`::placeholder${black}}`);
};

// mask blackens what no picture may show, in every root, before the picture is painted, and
// keeps it so while the page goes on changing. It does not wait for its words to be known: what
// looks like a mail address, a phone number, an ID or a place is hidden too, if personal. A picture
// has the page's own process draw a frame, after this one's changes; a frame drawn by a process
// apart must have drawn by itself: "not drawn" if it has not. With codes, square pictures are blackened
// whether anything personal is or not: each may be a code that signs in.
const mask = async (name, selectors, words, personal, shielded, apart, codes) => {
  const made = blackened([secret, ...personal ? [typed] : [], ...selectors], name);
  if (typeof made === "string") return made;
  if (personal && shielded) shield(made);
  waiting = true; // a change from now on makes the picture out of date
  const m = {made, roots: new Set(), highlight: new Highlight(), plain: new CSSStyleSheet(), personal, codes, squares: new WeakSet(), needles: words.map(needle).filter(Boolean)};
  m.needles.push(...m.needles.filter(n => !n.whole && n.text.length > 3).map(n => ({...n, text: [...n.text].reverse().join("")}))); // written from the right
  m.highlight.priority = 1e9;
  CSS.highlights.set("miacct-" + name, m.highlight);
  masks.set(name, [...masks.get(name) ?? [], m]);
  cover(m);
  m.observer = new MutationObserver(() => cover(m));
  for (const r of m.roots) follow(m, r);
  const again = () => { if (!m.off) { cover(m); requestAnimationFrame(again); } };
  requestAnimationFrame(again); // values and new shadow roots change without a mutation
  return !apart || innerWidth < 2 || innerHeight < 2 || await drawn() ? "" : "not drawn";
};

// drawn tells whether a frame with the changes made until now has been handed on to be shown. When the fourth
// callback from now runs, the third frame is under way, so the second has become the one to draw, so the first was drawn.
const drawn = () => new Promise(done => {
  let left = 4;
  const next = () => { if (--left) requestAnimationFrame(next); else done(true); };
  requestAnimationFrame(next);
  setTimeout(() => done(false), 500);
});

const follow = (m, root) => m.observer?.observe(root, {subtree: true, childList: true, characterData: true});

// cover puts a mask on roots that are new, and over the words where they stand now.
const cover = m => {
  if (m.off) return;
  for (const r of rootsOf().all) {
    if (m.roots.has(r)) continue;
    m.roots.add(r);
    r.adoptedStyleSheets = [...r.adoptedStyleSheets, m.made, m.plain];
    follow(m, r);
  }
  const rules = [];
  if (m.codes) for (const r of m.roots) for (const e of r.querySelectorAll("*"))
    if (squarish(e.getBoundingClientRect()) && (m.squares.has(e) || pictured(e, getComputedStyle(e)) && m.squares.add(e))) // a background is none under its mask
      rules.push(`${pathOf(e)}${black};filter:brightness(0)!important}`, `${pathOf(e)} *${black}}`);
  if (m.personal) personally(m, rules);
  const sheet = rules.join("\n");
  if (sheet !== m.sheet) m.plain.replaceSync(m.sheet = sheet);
};

// personally puts the mask over what names the person, and adds the rules for what no highlight reaches.
const personally = (m, rules) => {
  const ranges = [...m.roots].flatMap(r => rangesOf(r, m.needles));
  if (ranges.length !== m.highlight.size || ranges.some((r, i) => !equal(r, m.ranges[i]))) {
    m.ranges = ranges;
    m.highlight.clear();
    for (const r of ranges) m.highlight.add(r);
  }
  // Where a highlight does not reach, all of the kind is blackened.
  const has = s => looksPersonal(s).length > 0 || m.needles.some(n => spots(squeezed(s, n), n).length);
  for (const [kind, text] of unreached)
    if ([...m.roots].some(r => [...r.querySelectorAll(kind)].some(e => has(text(e) ?? ""))))
      rules.push(kind === fields ? `::placeholder${black}}` : `:is(${kind})${black};filter:brightness(0)!important}`);
};

const fields = "input,textarea";
const unreached = [["select", e => e.size > 1 || e.multiple ? e.textContent : e.selectedOptions[0]?.text], ["svg text", e => e.textContent], ["img", e => e.alt],
  [pushes, e => e.value], [fields, e => e.placeholder]];

const equal = (a, b) => b && a.startContainer === b.startContainer && a.startOffset === b.startOffset && a.endContainer === b.endContainer && a.endOffset === b.endOffset;

// needle is a word as it is looked for: without regard to case, width and space; of a number only the digits count.
const needle = word => {
  const number = /^[\s\d+().-]*\d[\s\d+().-]*$/.test(plainText(word, () => true).text);
  const n = {number, whole: false, text: ""};
  n.text = squeezed(word, n).text;
  n.whole = n.text.length < 3 && /^[\x00-\x7f]*$/.test(n.text); // a short word is looked for alone
  return n.text.length < (number ? 4 : 1) ? null : n;
};

// plainOf is a character as words are compared: of one form, width, script of digits and case.
const plainOf = c => {
  if (c < "\x80") return c.toLowerCase();
  let out = "";
  for (const k of c.normalize("NFKC")) out += k > "\x7f" && /\p{Nd}/u.test(k) ? digitOf(k.codePointAt(0)) : k.toLowerCase();
  return out;
};

// digitOf is the value of a digit of any script: their zeros all end in 0 or 6.
const digitOf = c => c - (c & ~15) - (/\p{Nd}/u.test(String.fromCodePoint(c & ~15)) ? 0 : 6);

// Characters without ink; those that turn the direction are among them.
const inkless = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

// plainText is s with each character as plainOf has it where keep says so, and where each stands in s.
const plainText = (s, keep) => {
  let text = "";
  const at = [];
  for (let i = 0; i < s.length; i++) {
    let c = s[i];
    if (c >= "\ud800" && c <= "\udbff" && i + 1 < s.length) c += s[i + 1];
    if (!inkless.test(c)) for (const k of plainOf(c)) if (keep(k)) for (let j = 0; j < k.length; j++) { text += k[j]; at.push(i); }
    i += c.length - 1;
  }
  return {text, at};
};

// squeezed is s as a needle is compared with it.
const squeezed = (s, n) => plainText(s, c => !/\s/.test(c) && !(c <= " ") && !(n.number && /[()+,\-.\u2010-\u2015]/.test(c)));

// What personal data looks like in any language. Text written from the right fits too.
const mail = /[\p{L}\p{N}._%+*\u2022\u00b7\u2026'-]+@[\p{L}\p{N}._%+*\u2022\u00b7\u2026-]+/gu;
const number = /\+? ?\d(?:[ \u00a0().\-\u2010-\u2015]{0,2}\d){7,}/g; // phone, IMEI, an account's ID
const maskedNumber = /(?:\+?\d[\d ()-]*)?[*\u2022\u25cf\u2217]{2,}[\d *\u2022\u25cf\u2217()-]*\d|\+?\d[\d ()-]*[*\u2022\u25cf\u2217]{2,}/g;
const position = /[+-]?\d{1,3}\.\d{2,}\u00b0? ?[nsew]?\s?[,;/]?\s?[+-]?\d{1,3}\.\d{2,}\u00b0? ?[nsew]?|[+-]?\d{1,3}[.,]\d{4,}|\d{1,3}\u00b0 ?\d{1,2} ?['\u2032][\d.,]*\s?[\x22\u2033]?/g;
const date = /^(?:19|20)\d\d[-.]\d\d?[-.]\d\d?(?: \d\d?)?$|^\d\d?[-.]\d\d?[-.](?:19|20)\d\d(?: \d\d?)?$/;

// looksPersonal are the places in s of what looks like personal data: from and to.
const looksPersonal = s => {
  if (!/[@\d*\u2022\u25cf]|[^\x00-\x7f]/.test(s)) return [];
  const {text, at} = plainText(s, () => true);
  const out = [];
  for (const p of [mail, number, maskedNumber, position])
    for (const f of text.matchAll(p))
      if (p !== number || !date.test(f[0].trim())) out.push([at[f.index], at[f.index + f[0].length - 1] + 1]);
  return out;
};

// spots are the places of a needle: from and to, in s as it was.
const spots = ({text, at}, n) => {
  const out = [];
  const letter = c => /[a-z0-9]/.test(c ?? "");
  for (let i = text.indexOf(n.text); i >= 0; i = text.indexOf(n.text, i + 1)) {
    const end = i + n.text.length;
    const alone = (at[i] !== at[i - 1] + 1 || !letter(text[i - 1])) && (at[end] !== at[end - 1] + 1 || !letter(text[end]));
    if (!n.whole || alone) out.push([at[i], at[end - 1] + 1]);
  }
  return out;
};

// rangesOf are the ranges of root's text that the needles stand in, over the borders of elements too.
const rangesOf = (root, needles) => {
  const nodes = [], starts = [];
  let all = "";
  const w = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let n = w.nextNode(); n; n = w.nextNode()) {
    if (mute.test(n.parentElement?.localName)) continue;
    nodes.push(n);
    starts.push(all.length);
    all += n.data;
  }
  const place = at => {
    let low = 0, high = nodes.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (starts[mid] <= at) low = mid; else high = mid - 1;
    }
    return [nodes[low], at - starts[low]];
  };
  const sights = needles.length ? [true, false].map(number => ({number, of: squeezed(all, {number})})) : [];
  return [...looksPersonal(all), ...needles.flatMap(n => spots(sights.find(s => s.number === n.number).of, n))].map(([from, to]) => {
    const range = new Range();
    const [last, end] = place(to - 1);
    range.setStart(...place(from));
    range.setEnd(last, end + 1);
    return range;
  });
};

const unmask = name => {
  for (const m of masks.get(name) ?? []) {
    m.off = true;
    m.observer?.disconnect();
    for (const r of m.roots) r.adoptedStyleSheets = r.adoptedStyleSheets.filter(x => x !== m.made && x !== m.plain);
  }
  masks.delete(name);
  CSS.highlights.delete("miacct-" + name);
};

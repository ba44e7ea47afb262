const secret = "input[type=password],input[autocomplete~=one-time-code],input[autocomplete~=current-password],input[autocomplete~=new-password]," +
  ["name", "id", "class"].flatMap(a => ["passw", "pwd", "ticket", "captcode", "vcode", "verifycode", "smscode"].map(w => `input[${a}*=${w} i]`)).join() +
  ",input[name=code i],input[id=code i],input[maxlength='1']";
const sheets = new Map();

// mask blackens what no picture may show, in every root, before the picture is painted.
const mask = async (name, selectors) => {
  const made = new CSSStyleSheet();
  for (const s of [secret, ...selectors]) {
    const black = "{background:#000!important;color:#000!important;fill:#000!important;text-shadow:none!important;border-color:#000!important;caret-color:#000!important;-webkit-text-fill-color:#000!important;-webkit-text-security:disc!important";
    try {
      made.insertRule(`:is(${s}),:is(${s}) *${black};transition:none!important;animation:none!important}`);
      made.insertRule(`:is(${s})::placeholder,:is(${s})::before,:is(${s})::after,:is(${s}) ::before,:is(${s}) ::after${black}}`);
      made.insertRule(`:is(img,canvas,video,svg,picture,iframe):is(${s}),:is(${s}) :is(img,canvas,video,svg,picture,iframe){filter:brightness(0)!important}`);
    } catch { return "no selector: " + s; }
  }
  const roots = rootsOf().all;
  for (const r of roots) r.adoptedStyleSheets = [...r.adoptedStyleSheets, made];
  sheets.set(name, [...sheets.get(name) ?? [], {made, roots}]);
  await frame();
  await frame();
  return "";
};

const unmask = name => {
  for (const {made, roots} of sheets.get(name) ?? [])
    for (const r of roots) r.adoptedStyleSheets = r.adoptedStyleSheets.filter(x => x !== made);
  sheets.delete(name);
};

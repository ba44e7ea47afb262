// The banner says in the window what is wanted of the person. It has no text that could be
// found in the page, takes no clicks, and is never in a picture.
let said = null;
const unsaid = new Set(); // names of the pictures being taken

const banner = words => {
  said?.remove();
  said = null;
  if (!words || !document.documentElement) return;
  said = document.createElement("div");
  asked.add(said);
  said.setAttribute("aria-hidden", "true");
  const root = said.attachShadow({mode: "closed"});
  const made = new CSSStyleSheet();
  const quoted = [...words].map(c => "\\" + c.codePointAt(0).toString(16) + " ").join("");
  made.replaceSync(`:host{all:initial!important;position:fixed!important;left:0!important;right:0!important;bottom:0!important;z-index:2147483647!important;pointer-events:none!important}
    div{padding:10px 16px;background:#1b3a57;color:#fff;font:15px/1.4 sans-serif;text-align:center;border-top:3px solid #ffb000}div::before{content:"${quoted}"}`);
  root.adoptedStyleSheets = [made];
  root.append(document.createElement("div"));
  hush();
};
const bannered = () => !!said?.isConnected;
const hush = () => {
  if (!said) return;
  if (unsaid.size) said.remove();
  else document.documentElement.append(said);
};

// without hides the banner for a picture, withal shows it again.
const without = async name => {
  unsaid.add(name);
  if (!said) return;
  hush();
  await frame();
  await frame();
};
const withal = name => { unsaid.delete(name); hush(); };

// What the pages share: elements, words, answers of the server, dialogs.
"use strict";
const SALT = "{{.}}";
function c(name) {
  let n = 2166136261;
  for (const b of new TextEncoder().encode(SALT + name)) n = Math.imul(n ^ b, 16777619) >>> 0;
  return "_" + n.toString(36);
}
function h(tag, attributes, ...children) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(attributes || {})) {
    if (k === "class") e.className = v.split(" ").filter(x => x).map(x => x[0] === "." ? x.slice(1) : c(x)).join(" ");
    else if (k.startsWith("on")) e.addEventListener(k.slice(2), v);
    else if (v === true) e.setAttribute(k, "");
    else if (v !== false && v != null) e.setAttribute(k, v);
  }
  for (const x of children.flat()) if (x != null && x !== false) e.append(x);
  return e;
}
function put(place, ...children) { place.replaceChildren(...children.flat().filter(x => x != null && x !== false)); }
function fill(words, values) { return words.replace(/\{(\w+)\}/g, (all, k) => k in values ? values[k] : all); }
function cookieOf(name) {
  const m = document.cookie.split("; ").find(x => x.startsWith(name + "="));
  return m ? decodeURIComponent(m.slice(name.length + 1)) : "";
}
async function ask(method, url, fields) {
  const o = { method, headers: { "X-Requested-With": "XMLHttpRequest" }, credentials: "same-origin" };
  if (fields) o.body = new URLSearchParams(fields);
  let r, v;
  try {
    r = await fetch(url, o);
    v = JSON.parse((await r.text()).replace(/^&&&START&&&/, ""));
  } catch { // the network failed; what became of the request nobody knows
    return { code: -1 };
  }
  if (r.status === 401) { // the session is gone; sign in again and come back
    location.href = v.D.loginUrl;
    return new Promise(() => {});
  }
  return v;
}
const get = url => ask("GET", url + (url.includes("?") ? "&" : "?") + "ts=" + Date.now());
const post = (url, fields) => ask("POST", url, fields || {});
const sendCloud = (url, fields) => post(url, { ...fields, serviceToken: cookieOf("serviceToken") });
function toast(words) {
  const t = h("div", { class: "toast", role: "status" }, words);
  document.body.append(t);
  setTimeout(() => t.remove(), 3000);
}
// modal shows a dialog; buttons are [words, kind, act]; act gets the dialog's body and may
// return false to keep the dialog open.
function modal({ title, body, buttons, role }) {
  const content = h("div", {}, body);
  const mask = h("div", { class: "mask" },
    h("div", role === "none" ? { class: "dialog" } : { class: "dialog", role: "dialog", "aria-modal": "true", "aria-label": title },
      h("h2", {}, title), content,
      h("div", { class: "actions" }, buttons.map(([words, kind, act]) =>
        h("button", { type: "button", class: "btn " + (kind || ""), onclick: async e => {
          e.target.disabled = true;
          const keep = act && await act(content) === false;
          if (keep) e.target.disabled = false; else mask.remove();
        } }, words)))));
  document.body.append(mask);
  return { close: () => mask.remove() };
}

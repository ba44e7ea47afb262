// Signing in.
"use strict";
const err = h("div", { class: "err", role: S.IDs ? "alert" : null });
const named = S.Seed % 4 !== 0;
const [userRow, user] = field({ type: "text", name: named ? "account" : null, autocomplete: "username" }, say("account"), "user");
const [passRow, pass_] = field({ type: "password", name: named ? "password" : null }, say("password"), "password");
let agree = S.Agreement === "none" ? null : box(S.Boxes[0], say("agree_box"), () => {}, "agree"), agreed = false;
async function send() {
  err.textContent = "";
  if (!user.value || !pass_.value) { err.textContent = say("fill_in"); return; }
  if (agree && !agree.on() && !agreed) {
    if (S.Agreement === "box") { err.textContent = say("agree_first"); return; }
    const shut = layer("div", "", [h("h2", {}, say("agree_title")), h("p", {}, say("agree_box")), h("div", { class: "acts" }, button(say("agree_no"), () => shut(), ""), button(say("agree_yes"), () => { shut(); agreed = true; send(); }, "primary", "agree-yes"))]);
    return;
  }
  const v = await post("/pass/serviceLoginAuth2", { user: user.value, pwd: pass_.value, sid: D.at.sid, callback: D.at.callback, _json: "true" });
  if (v.code === 0) { location.href = v.securityStatus ? v.notificationUrl : v.location; return; }
  err.textContent = say(v.code === 20003 ? "gone" : v.code === 70016 ? "wrong" : "failed");
}
const submit = (words, act, mark) => S.SignIn === "old" ? m(h("input", { type: "submit", class: "btn primary", value: words }), mark) : S.Controls === "bare" ? button(words, act, "primary", mark) : m(h("button", { type: "submit", class: "btn primary" }, words), mark);
const form = (act, ...inner) => h("form", { novalidate: true, onsubmit: e => { e.preventDefault(); act(); } }, inner);
const links = () => h("p", { class: "bar" }, link(say("register"), "/fe/service/register"), link(say("forgot"), "/pass/forgetPassword"));
function passwordForm() { return form(send, userRow, passRow, agree && agree.e, err, submit(say("signin"), send, "signin")); }
function smsForm() { const [row] = field({ type: "tel" }, say("phone")), [codeRow] = field({ inputmode: "numeric" }, say("code_field")); return form(() => { err.textContent = say("fill_in"); }, row, codeRow, h("div", { class: "acts" }, button(say("code_send"), () => { err.textContent = say("fill_in"); }, "flat")), err, h("button", { type: "submit", class: "btn primary" }, say("signin"))); }
function tabbed(sms) {
  const tab = (words, on, act, mark) => m(pressable(h("div", { class: "tab" + (on ? " cur" : ""), role: S.Controls === "bare" ? null : "tab", "aria-selected": S.Controls === "bare" ? null : String(on), tabindex: "0" }, words), act), mark);
  return [h("div", { class: "tabs", role: S.Controls === "bare" ? null : "tablist" }, tab(say("tab_sms"), sms, () => page(tabbed(true))), tab(say("tab_password"), !sms, () => page(tabbed(false)), sms ? "tab-password" : null)), sms ? smsForm() : passwordForm()];
}
function first() { const go = () => { if (user.value) page(form(send, h("p", {}, h("b", {}, user.value), " "), passRow, agree && agree.e, err, submit(say("signin"), send, "signin"))); else err.textContent = say("fill_in"); }; return form(go, userRow, err, submit(say("next"), go, "next")); }
function page(inner) { put(root, h("main", { class: "card sigin" + (S.SignIn === "mobile" ? " slim" : "") }, D.note ? h("p", { class: "warn" }, h("b", {}, say(D.note + "_title")), " ", say(D.note + "_text")) : null, h("h1", {}, say("signin_title")), inner, links())); }
start(say("account_site"), () => page(S.SignIn === "sms-first" ? tabbed(true) : S.SignIn === "two-pages" ? first() : passwordForm()), "");

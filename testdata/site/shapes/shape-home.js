// Mi Cloud's home, signed in and out, and the account's own.
"use strict";
function outside() {
  put(root, h("main", { class: "main centre" }, h("h1", {}, say("app")), h("p", { class: "dim" }, say("app_text")), button(say("signin"), async () => {
    const v = await get("/api/user/login?followUp=" + encodeURIComponent(location.origin + "/") + "&_locale=" + document.documentElement.lang.replace("-", "_"));
    location.href = v.data.loginUrl;
  }, "primary", "enter")));
}
const settings = () => link(say("settings"), D.settings, "settings"), find = () => link(say("find"), "/find", "find-page");
const others = () => [["photos", "/gallery/h5"], ["contacts", "/contacts/h5"], ["notes", "/note/h5"]].map(([k, to]) => link(say(k), to));
function home() {
  get("/status/lite/profile");
  const out = () => link(say("signout"), "/api/user/logout"), header = document.querySelector("header");
  const usage = h("div", { class: "card" }, h("h2", {}, say("storage")), h("div", { class: "dim" }, "3.1 / 5 GB"), near(["photos", "backup", "payment"], 1).map(x => decoy(x, "flat")));
  const tile = a => { a.className = c("tile"); return a; }, tiles = (...x) => h("div", { class: "tiles" }, x.flat().map(tile));
  const avatar = S.Controls === "native" ? h("button", { type: "button", class: "avatar", "aria-label": D.nick }, D.nick[0]) : h("div", { class: "avatar", title: D.nick }, D.nick[0]);
  const who = h("div", { class: "who" }, avatar, S.Home === "avatar" ? null : h("span", {}, D.nick));
  if (S.Home === "tiles") { who.append(settings(), out()); header.append(who); return put(root, h("main", { class: "main" }, usage, tiles(others(), find()))); }
  if (S.Home === "sidebar") { header.append(who); return put(root, h("main", { class: "split" }, h("nav", { class: "nav" }, others(), find(), settings(), out()), h("div", { class: "grow" }, usage))); }
  const go = a => () => { location.href = a; };
  if (S.Home === "avatar") { m(avatar, "account-menu"); pressable(avatar, (x, e) => menu_(e, [[say("settings"), go(D.settings), "settings"], [say("profile"), go(D.account + "/fe/service/account")], [say("d_signout_all"), () => pressed("signout_all")], [say("signout"), go("/api/user/logout")]], S.FindAction === "kebab-role")); header.append(who); return put(root, h("main", { class: "main" }, usage, tiles(others(), find()))); }
  header.prepend(icon("menu", say("menu"), () => {
    const e = h("aside", { class: "drawer" }, h("div", { class: "hd" }, h("b", { class: "grow" }, D.nick), icon("close", say("close"), () => e.remove(), "close")), h("nav", { class: "nav" }, others(), find(), settings(), out()));
    document.body.append(e);
  }, "main-menu"));
  put(root, h("main", { class: "main" }, usage, tiles(others())));
}
function account() {
  const row = (k, v) => h("div", { class: "row" }, h("span", { class: "grow dim" }, k), h("span", {}, v));
  get("/fe/service/account/info").then(v => put(root, h("main", { class: "main slim" }, h("h1", {}, v.data.nickname),
    h("div", { class: "card" }, row(say("account_id"), v.data.userId), row(say("mail"), v.data.email), row(say("phone"), v.data.phone)),
    S.Mine === "account" ? h("div", { class: "card" }, link(say("mine"), D.devices, "mine")) : null,
    h("div", { class: "card" }, h("h2", {}, say("privacy")), near(["consent", "signout_all", "payment"], 2).map(x => h("div", { class: "row" }, h("span", { class: "grow dim" }, say("t_" + x)), decoy(x, "flat"))), h("div", { class: "row" }, link(say("del_title"), "/pass/del"))))));
}
start(say(PAGE === "account" ? "account_site" : "app"), { outside, home, account }[PAGE], "");

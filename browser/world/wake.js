// The page's changes wake the waiting program, once a look. It looks when the task that changes the page is over.
let waiting = false, changes = 0, changedAt = performance.now();
const watched = new WeakSet();

const wake = () => {
  changedAt = performance.now();
  if (!waiting) return;
  waiting = false;
  globalThis.miacctWake?.("");
};
const observer = new MutationObserver(() => { changes++; wake(); });

const watch = root => {
  if (watched.has(root)) return;
  watched.add(root);
  changedAt = performance.now(); // what has changed in it before is not known
  observer.observe(root, {subtree: true, childList: true, attributes: true, characterData: true});
  if (root instanceof ShadowRoot) {
    if (root.mode === "closed") for (const t of guarded) root.addEventListener(t, onGuarded, true);
    for (const t of telling) root.addEventListener(t, wake, {capture: true, passive: true});
  }
};
const telling = ["load", "error", "input", "change", "transitionend", "animationend", "scroll", "toggle", "focusin"];
for (const t of [...telling, "resize", "pageshow", "hashchange", "popstate"]) addEventListener(t, wake, {capture: true, passive: true});
for (const t of ["readystatechange", "visibilitychange"]) document.addEventListener(t, wake);

// stillFor is for how many milliseconds nothing has changed. It asks to be woken at the next change.
const stillFor = () => {
  rootsOf();
  waiting = true;
  return performance.now() - changedAt;
};

// frame waits for the next frame, or a moment where there are none.
const frame = () => new Promise(done => { requestAnimationFrame(done); setTimeout(done, 100); });

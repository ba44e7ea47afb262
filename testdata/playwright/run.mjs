// The whole job with Playwright as it is used for evidence: a trace with screenshots and
// snapshots, and a picture before and after each action. Like the minimal script it knows the
// mock cloud's own pages. The job comes as JSON in JOB: see bench/job_test.go.
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";

const job = JSON.parse(process.env.JOB);
mkdirSync(job.dir, { recursive: true });
const browser = await chromium.launch({
  executablePath: job.chrome,
  args: ["--host-resolver-rules=MAP * " + job.addr, "--no-sandbox"],
});
const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } });
await context.tracing.start({ screenshots: true, snapshots: true });
const page = await context.newPage();

let pictures = 0;
const picture = async () => {
  const path = `${job.dir}/${String(++pictures).padStart(4, "0")}.png`;
  for (let tries = 1; ; tries++) {
    try {
      return await page.screenshot({ path });
    } catch (e) {
      if (tries === 5) throw e; // a page that is just being left cannot be captured
      await page.waitForLoadState();
    }
  }
};
const act = async does => {
  await picture();
  await does();
  await picture();
};
const click = locator => act(() => locator.click());
const dialog = page.getByRole("dialog");

await act(() => page.goto("https://i.mi.com/"));
await click(page.locator('[class*="login-btn-"]').first());
await act(() => page.locator("input[name=account]").fill(job.email));
await act(() => page.locator("input[name=password]").fill(job.password));
await act(() => page.locator("input[type=checkbox]").check());
await click(page.locator("button[type=submit]"));
await page.locator('a[href="/find"]').first().waitFor();

await act(() => page.goto("https://i.mi.com/find"));
for (const fid of job.fids) {
  const entry = page.locator(`#list button[data-fid="${fid}"]`);
  await click(entry);
  await click(page.locator("#panel button[aria-haspopup=menu]"));
  await click(page.getByRole("menuitem", { name: "Disconnect Find Device" }));
  await click(dialog.getByRole("button", { name: "OK" }));
  await entry.getByText("Find device is off").waitFor();
}

await act(() => page.goto("https://i.mi.com/"));
await click(page.getByRole("link", { name: "Settings" }).first());
await click(page.getByRole("link", { name: "My Devices" }).first());
for (const _ of job.fids) {
  await click(page.getByRole("button", { name: "Delete device" }).first());
  await click(dialog.getByRole("button", { name: "Delete" }));
  await dialog.waitFor({ state: "detached" });
}

await act(() => page.goto("https://account.xiaomi.com/pass/del"));
await act(() => page.locator("input[type=checkbox]").check());
await click(page.getByRole("button", { name: "Delete Mi account" }));
await page.getByRole("heading", { name: "Your Mi Account has been deleted" }).waitFor();
await picture();

await context.tracing.stop({ path: `${job.dir}/trace.zip` });
await browser.close();

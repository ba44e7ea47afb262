package bench

import (
	"context"
	"fmt"
	"time"

	"github.com/chromedp/chromedp"
)

// minimal clicks the whole job through with chromedp alone: no record, no picture, no
// looking whether anything worked beyond what the next click needs. It knows the mock
// cloud's own pages, which the real program must not.
func minimal(ctx context.Context, j job) error {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(j.Chrome),
		chromedp.WindowSize(1280, 800),
		chromedp.Flag("host-resolver-rules", "MAP * "+j.Addr),
		chromedp.Flag("ignore-certificate-errors", true),
	)
	alloc, end := chromedp.NewExecAllocator(ctx, options...)
	defer end()
	tab, shut := chromedp.NewContext(alloc)
	defer shut()
	if err := chromedp.Do(tab); err != nil {
		return err
	}
	tab, cancel := context.WithTimeout(tab, 5*time.Minute)
	defer cancel()

	press := func(xpath string) chromedp.Action[chromedp.Void] { return chromedp.Click(xpath, chromedp.NodeVisible) }
	steps := []chromedp.Action[chromedp.Void]{
		chromedp.Navigate("https://i.mi.com/"),
		chromedp.Click(chromedp.CSS(`[class*="login-btn-"]`), chromedp.NodeVisible),
		chromedp.SendKeys(chromedp.CSS(`input[name=account]`), j.Email, chromedp.NodeVisible),
		chromedp.SendKeys(chromedp.CSS(`input[name=password]`), j.Password),
		chromedp.Click(chromedp.CSS(`input[type=checkbox]`)),
		chromedp.Click(chromedp.CSS(`button[type=submit]`)),
		chromedp.WaitVisible(chromedp.CSS(`a[href="/find"]`)),
		chromedp.Navigate("https://i.mi.com/find"),
	}
	for _, fid := range j.FIDs {
		steps = append(steps,
			chromedp.Click(chromedp.CSS(fmt.Sprintf(`#list button[data-fid=%q]`, fid)), chromedp.NodeVisible),
			chromedp.Click(chromedp.CSS(`#panel button[aria-haspopup=menu]`), chromedp.NodeVisible),
			press(`//*[@role='menuitem' and text()='Disconnect Find Device']`),
			press(`//*[@role='dialog']//button[text()='OK']`),
			chromedp.WaitVisible(fmt.Sprintf(`//*[@id='list']//button[@data-fid='%s']//div[text()='Find device is off']`, fid)),
		)
	}
	steps = append(steps,
		chromedp.Navigate("https://i.mi.com/"),
		press(`//a[text()='Settings']`),
		press(`//a[text()='My Devices']`),
	)
	for range j.FIDs {
		steps = append(steps,
			press(`(//button[text()='Delete device'])[1]`),
			press(`//*[@role='dialog']//button[text()='Delete']`),
			chromedp.WaitNotPresent(`//*[@role='dialog']`),
		)
	}
	steps = append(steps,
		chromedp.Navigate("https://account.xiaomi.com/pass/del"),
		chromedp.Click(chromedp.CSS(`input[type=checkbox]`), chromedp.NodeVisible),
		press(`//button[text()='Delete Mi account']`),
		chromedp.WaitVisible(`//h1[text()='Your Mi Account has been deleted']`),
	)
	return chromedp.Do(tab, steps...)
}

package browser

import (
	"context"

	cdbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/webauthn"
)

// Chrome asks some things of the person in bubbles and sheets of its own, which are no part of
// the page: nothing in them can be seen or pressed from here, and a page that waits for the answer
// waits for ever. So every page is told no at once, with a window too, where a person may sit.

// denied are the permissions that pages may ask for.
var denied = []string{"geolocation", "notifications", "camera", "microphone", "midi", "clipboard-read", "clipboard-write",
	"idle-detection", "local-fonts", "window-management", "display-capture", "storage-access", "top-level-storage-access"}

// denyPermissions refuses them to all pages of the session's browser context. One that this Chrome
// does not know is not asked for either.
func (s *Session) denyPermissions(ctx context.Context) {
	for _, name := range denied {
		_, _ = cdp.Call(ctx, s.browser, cdbrowser.SetPermission, cdbrowser.SetPermissionParams{
			Permission: &cdbrowser.PermissionDescriptor{Name: name}, Setting: cdbrowser.PermissionSettingDenied, BrowserContextID: s.context})
	}
}

// denyPasskeys gives the tab an authenticator that holds no passkey, in place of the sheet that asks
// for a phone, a security key or the system's own. It makes none
// either wherever a page wants its user verified, which it never does.
func (t *tab) denyPasskeys(ctx context.Context) {
	if _, err := cdp.Call(ctx, t.main.target, webauthn.Enable, webauthn.EnableParams{}); err != nil {
		return // a Chrome without them has no sheet
	}
	_, _ = cdp.Call(ctx, t.main.target, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{
		Options: &webauthn.VirtualAuthenticatorOptions{Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportUsb,
			HasResidentKey: true, HasUserVerification: true, IsUserVerified: false, AutomaticPresenceSimulation: true}})
}

package mockcloud

import "net/http"

// routes is the table of all addresses. What is invented is marked so; the rest is in the
// fact sheet.
func (c *Cloud) routes() http.Handler {
	mux := http.NewServeMux()
	on := func(method, path string, f http.HandlerFunc, at ...string) {
		for _, host := range at {
			mux.HandleFunc(method+" "+host+path, f)
		}
	}
	account := []string{accountHost}
	cloud := []string{cloudHost, "us." + cloudHost}

	on("GET", "/{$}", c.accountRoot, account...)
	on("GET", "/", away("https://"+accountHost+"/"), "global."+accountHost)
	on("GET", "/pass/serviceLogin", c.serviceLogin, account...)
	on("GET", "/fe/service/login", c.signInPage, account...)
	on("GET", "/fe/service/login/password", c.signInPage, account...)
	on("POST", "/pass/serviceLoginAuth2", c.signIn, account...)
	on("GET", "/pass/serviceLoginAuth2/end", c.signInEnd, account...)
	on("GET", "/pass/getCode", c.picture, account...)
	on("GET", "/pass/logout", c.signOut, account...)
	on("POST", "/longPolling/loginUrl", c.qrLogin, account...) // address told, method invented
	on("GET", "/pass/qr/login", c.qrPicture, account...)       // invented
	on("GET", "/lp/s", c.qrPoll, account...)                   // told on a host of its own
	on("GET", "/sts", c.sts, accountHost, cloud[0], cloud[1])
	on("GET", "/fe/service/tips", c.tips, account...)              // invented
	on("GET", "/fe/service/tips/state", c.tipsState, account...)   // invented
	on("POST", "/fe/service/tips/later", c.tipsLater, account...)  // invented
	on("GET", "/helpcenter/", c.plain("help"), account...)         // told, contents invented
	on("GET", "/about/protocol/", c.plain("protocol"), account...) // contents invented

	on("GET", "/fe/service/identity/authStart", c.identityStart, account...)
	on("GET", "/fe/service/identity/verifyPhone", c.identityPage("phone"), account...)
	on("GET", "/fe/service/identity/verifyEmail", c.identityPage("mail"), account...)
	on("GET", "/fe/service/identity/other", c.identityOther, account...)
	on("GET", "/fe/service/identity/confirmDevice", c.tapPage, account...) // invented
	on("GET", "/identity/tap/state", c.tapState, account...)               // invented
	on("GET", "/identity/list", c.identityList, account...)
	on("GET", "/identity/auth/verifyPhone", c.identityMasked, account...)
	on("GET", "/identity/auth/verifyEmail", c.identityMasked, account...)
	on("POST", "/identity/pass/sms/userQuota", c.codeQuota, account...)
	on("POST", "/identity/auth/sendPhoneTicket", c.sendCode, account...)
	on("POST", "/identity/auth/sendEmailTicket", c.sendCode, account...)
	on("POST", "/identity/auth/verifyPhone", c.verifyCode, account...)
	on("POST", "/identity/auth/verifyEmail", c.verifyCode, account...)
	on("GET", "/identity/result/check", c.identityResult, account...)

	on("GET", "/fe/service/account", c.accountPage, account...)
	on("GET", "/fe/service/account/profile", c.accountPage, account...)
	on("GET", "/fe/service/account/info", c.accountInfo, account...) // invented
	on("GET", "/pass/del", c.deletePage, account...)
	on("GET", "/fe/service/account/privacy/delete-account", c.privacyPage, account...) // constant of an app
	on("POST", "/fe/service/account/privacy/{row}", c.privacyTrap, account...)         // invented
	on("GET", "/pass/auth/security/home", c.oldAccountPage, account...)
	on("GET", "/pass/del/info", c.deleteInfo, account...)                 // invented
	on("POST", "/pass/del/check", c.deleteCheck, account...)              // invented
	on("POST", "/pass/del/submit", c.deleteSubmit, account...)            // invented
	on("POST", "/pass/auth/security/delAccount", c.oldDelete, account...) // invented name, pattern of its neighbours

	on("GET", "/{$}", c.home, cloud...)
	on("GET", "/api/user/login", c.cloudLogin, cloud...)
	on("GET", "/api/user/logout", c.cloudLogout, cloud...) // invented
	on("GET", "/status/lite/profile", c.profile, cloud...)
	on("GET", "/status/lite/setting", c.renewal, cloud...)
	on("GET", "/find", c.findPage, cloud...)
	on("GET", "/mobile/find", c.findPage, cloud...)
	on("GET", "/find/v3/device/status/list", c.findList, cloud...)
	on("GET", "/find/v3/device/status", c.findStatus, cloud...)
	on("POST", "/find/v2/device/command/send", c.findCommand, cloud...)
	on("POST", "/find/v2/device/service/close", c.findOff, cloud...) // invented
	on("GET", "/support/anonymous/status", c.lockStatus, cloud...)
	on("GET", "/find/device/activationlock", c.plain("lock"), cloud...)
	on("GET", "/h5/"+c.secret("settings"), c.settingsPage, cloud...)             // invented
	on("GET", "/h5/"+c.secret("devices"), c.devicesPage, cloud...)               // invented
	on("GET", "/status/"+c.secret("list"), c.devicesList, cloud...)              // invented
	on("POST", "/status/"+c.secret("list")+"/delete", c.devicesRemove, cloud...) // invented
	on("GET", "/{module}/h5", c.plain("module"), cloud...)

	on("GET", "/captcha/frame", c.sliderFrame, captchaHost, "verify.sec.xiaomi.com") // invented
	on("GET", "/v2/html/check.html", c.sliderFrame, "static-verify.sec.xiaomi.com")
	on("POST", "/captcha/solve", c.sliderSolve, captchaHost, "verify.sec.xiaomi.com", "static-verify.sec.xiaomi.com") // invented
	on("GET", "/captcha/state", c.sliderState, captchaHost, "verify.sec.xiaomi.com", "static-verify.sec.xiaomi.com")  // invented
	on("GET", "/", c.plain("shop"), "www.mi.com")
	on("GET", "/", c.phishPage, phishHost)
	on("POST", "/", c.phish, phishHost)

	c.shapeRoutes(mux)
	mux.HandleFunc("GET /static/{name}", c.static)
	mux.HandleFunc("GET /static/loop", away("/static/loop"))
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) })
	return c.front(mux)
}

// secret is a part of an address that is another one at each start, so that nothing can know it.
func (c *Cloud) secret(name string) string { return c.class(name)[1:] }

func away(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }
}

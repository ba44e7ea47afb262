package pages

import (
	"strings"
	"testing"

	"miacct/flow"
	"miacct/snapshot"
)

// What a site answers to the order when it asks who we are: some say beside it that they have taken the order.
func TestTakenThoughItAsks(t *testing.T) {
	for body, want := range map[string]bool{
		`{"code":81003,"result":"code"}`:                                                      false,
		`&&&START&&&{"code":81003,"result":"code","desc":"success"}`:                          false,
		`{"code":0,"desc":"成功","notificationUrl":"/fe/service/identity/authStart"}`:           false,
		`{"code":0,"result":"ok","data":{"step":"verify","message":"Verify that it is you"}}`: false,
		`{"code":0,"message":"The code was sent"}`:                                            false,
		`{"code":0,"message":"验证码已发送"}`:                                                       false,
		`<!doctype html><p>accepted</p>`:                                                      false,
		`[]`:                                                                                  false,
		``:                                                                                    false,
		`{"agreement":"accepted","result":"code"}`:                                            false,
		`{"code":0,"result":"code","state":"submitted"}`:                                      true,
		`&&&START&&&{"code":0,"result":"accepted","next":"identity"}`:                         true,
		`{"code":0,"data":{"status":"PENDING_DELETION","verify":true}}`:                       true,
		`{"code":0,"message":"Your deletion request has been submitted","next":"/identity"}`:         true,
		`{"code":0,"desc":"您的注销申请已提交","notificationUrl":"/fe/service/identity/authStart"}`:           true,
		`{"code":0,"data":{"info":{"msg":"Ihr Antrag auf Löschung ist eingegangen"}},"need":"code"}`: true,
	} {
		if got := takenBy([]byte(body)); (got != "") != want {
			t.Errorf("%s: taken by %q, want %v", body, got, want)
		}
	}
	asks := []block{heading("Verify your identity"), {Text: "Enter the code that was sent to +120******47"}}
	for text, want := range map[string]bool{
		"": false, "We have accepted your code": false, "Verify that it is you to delete your account": false, "Code sent": false,
		"Your deletion request has been submitted": true, "Your account has been deleted": true, "您的注销申请已受理": true, "Ваша заявка на удаление принята": true,
	} {
		p := paged(append(asks, block{Text: text}), true)
		p.Nodes = append(p.Nodes, snapshot.Node{Kind: snapshot.Field, Name: "Code", For: []string{"native"}, Parent: -1, Layer: 1, Entry: -1})
		if strings.ContainsRune(text, '您') {
			p.Lang = "zh"
		}
		if got := takenIn(flow.Since(paged(nil, false), p, deleteStep), nil); (got != "") != want {
			t.Errorf("%q beside the question who it is: taken by %q, want %v", text, got, want)
		}
	}
	if got := takenIn(flow.Since(paged([]block{heading("Your deletion request has been submitted")}, false), paged(append(asks, heading("Your deletion request has been submitted")), true), deleteStep), nil); got != "" {
		t.Errorf("what stood there before is taken for an answer: %q", got)
	}
}

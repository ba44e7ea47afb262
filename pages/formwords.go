package pages

// Words by which forms are told apart, in the languages of the site. One that ends in * is
// the beginning of a word.
var (
	signInWords = []string{
		"sign in", "log in", "login", "log on", "signin",
		"登录", "登入", "登錄", "войти", "вход", "авторизация", "увійти", "вхід", "вписване", "влез",
		"iniciar sesión", "inicia sesión", "acceder", "conectarse", "ingresar", "entrar", "fazer login", "iniciar sessão", "acessar",
		"connexion", "se connecter", "connectez-vous", "s'identifier", "anmelden", "einloggen", "anmeldung", "accedi", "accesso",
		"zaloguj*", "logowanie", "přihlásit*", "přihlášení", "prihlásiť*", "prihlásenie", "autentificare", "autentificați*", "conectare", "conectează-te", "conectați-vă",
		"σύνδεση", "είσοδος", "συνδεθείτε", "giriş", "oturum aç*", "đăng nhập", "เข้าสู่ระบบ", "ลงชื่อเข้าใช้", "masuk",
		"ログイン", "サインイン", "로그인", "تسجيل الدخول", "سجل الدخول", "دخول",
		"inloggen", "aanmelden", "logga in", "logg inn", "log ind", "kirjaudu*", "bejelentkez*", "prijav*", "התחבר*", "लॉग इन", "साइन इन",
	}
	signUpWords = []string{
		"sign up", "signup", "register", "registration", "create account", "create an account",
		"注册", "註冊", "зарегистр*", "регистрация", "зареєстр*", "реєстрація", "регистриране", "registr*", "crear cuenta", "criar conta", "inscription", "s'inscrire", "créer un compte",
		"konto erstellen", "crea account", "utwórz konto", "vytvořit účet", "înregistr*", "εγγραφή", "kaydol", "hesap oluştur", "đăng ký", "สมัคร", "ลงทะเบียน", "daftar", "登録", "가입", "إنشاء حساب",
	}
	passwordWords = []string{
		"password*", "passwd", "pwd", "密码", "密碼", "парол*", "contraseña*", "senha*", "palavra-passe", "mot de passe", "mots de passe", "passwort*", "kennwort*", "hasł*", "heslo*", "hesl*",
		"parol*", "κωδικό πρόσβασης", "κωδικός πρόσβασης", "κωδικού πρόσβασης", "κωδικός", "κωδικού", "συνθηματικ*", "şifre*", "mật khẩu", "รหัสผ่าน", "kata sandi", "sandi", "パスワード", "비밀번호", "암호", "كلمة المرور", "كلمة السر", "wachtwoord*", "lösenord*", "jelsz*", "सिसमा", "पासवर्ड", "סיסמ*",
	}
	// makeWords, beside a word for password, make it one that is set.
	makeWords = []string{
		"new", "set", "setting", "create", "choose", "change", "reset", "update", "新", "设置", "设定", "修改", "更改", "重置", "创建", "設定", "設置", "變更", "重設", "建立",
		"нов*", "задать", "задайте", "созда*", "придума*", "измен*", "смен*", "сброс*", "установ*", "створ*", "змін*", "скин*", "встанов*", "създа*", "смя*", "промя*", "нулир*",
		"nuev*", "crea*", "cambi*", "restablec*", "establec*", "elige", "nov*", "cri*", "alter*", "mudar", "redefin*", "defin*", "troca*", "escolh*",
		"nouve*", "cré*", "chang*", "modif*", "réinitialis*", "défini*", "chois*", "neu*", "erstell*", "änder*", "zurücksetz*", "festleg*", "wähl*", "nuov*", "reimpost*", "ripristin*", "impost*", "scegli*",
		"now*", "utwórz", "zmie*", "zmian*", "resetuj", "zresetuj", "ustaw*", "vytvo*", "změn*", "zmen*", "obnov*", "nastav*", "reset*", "nou*", "schimb*", "νέ*", "δημιουργ*", "αλλαγή", "αλλάξ*", "επαναφορά", "ορίστε", "ορισμός",
		"yeni", "oluştur*", "değiştir*", "sıfırla*", "belirle*", "ayarla*", "mới", "tạo", "đổi", "đặt", "ใหม่", "ตั้ง", "เปลี่ยน", "รีเซ็ต", "สร้าง", "baru", "buat", "ubah", "ganti", "setel", "atur",
		"新しい", "新規", "変更", "リセット", "作成", "새", "설정", "변경", "재설정", "초기화", "جديد*", "الجديد*", "إنشاء", "أنشئ", "تغيير", "غير", "إعادة", "تعيين", "ضبط", "nieuw*", "nytt", "új",
	}
	saveWords = []string{
		"save", "保存", "儲存", "сохранить", "зберегти", "запази", "запазване", "guardar", "salvar", "enregistrer", "sauvegarder", "speichern", "salva", "zapisz", "uložit", "uložiť", "salvează", "salvați", "αποθήκευση", "kaydet", "lưu", "บันทึก", "simpan", "저장", "حفظ", "opslaan", "spara", "mentés",
	}
	pinWords = []string{
		"pin", "passcode", "lock", "unlock", "lock screen", "lost mode", "payment password", "锁", "鎖", "解锁", "解鎖", "支付密码", "支付密碼", "блокир*", "разблокир*", "заблок*", "розблок*", "заключ*", "отключв*",
		"bloque*", "desbloque*", "verrouill*", "déverrouill*", "sperr*", "entsperr*", "blocc*", "sblocc*", "blokad*", "odblok*", "zablok*", "zamk*", "zámk*", "odemk*", "odomk*", "deblocat*", "blocat*", "κλείδωμα", "ξεκλείδωμα", "kilit*", "khóa", "mở khóa", "ล็อก", "ปลดล็อก", "kunci", "ロック", "잠금", "قفل", "القفل", "إلغاء القفل", "nip", "pín",
	}
	codeWords = []string{
		"verification code", "one-time code", "sms code", "otp", "ticket", "验证码", "驗證碼", "код подтверждения", "код підтвердження", "код за потвърждение", "código de verificación", "código de verificação", "code de vérification", "bestätigungscode", "codice di verifica", "kod weryfikacyjny", "ověřovací kód", "overovací kód", "codul de verificare", "κωδικός επαλήθευσης", "κωδικού επαλήθευσης", "doğrulama kodu*", "mã xác minh", "รหัสยืนยัน", "kode verifikasi", "認証コード", "確認コード", "인증 코드", "인증번호", "رمز التحقق",
	}
	// termsWords name what the site wants agreed to.
	termsWords = []string{
		"terms", "user agreement", "agreement", "privacy policy", "privacy", "conditions", "协议", "协定", "條款", "协議", "協議", "条款", "隐私", "隱私", "政策", "соглашен*", "услови*", "политик*", "конфиденциальн*", "угод*", "умов*", "політик*", "споразумен*", "поверителност*",
		"términos", "condiciones", "privacidad", "acuerdo", "termos", "condições", "privacidade", "contrato", "conditions d'utilisation", "confidentialité", "nutzungsbedingungen", "nutzervereinbarung", "datenschutz*", "bedingungen", "termini", "condizioni", "informativa", "contratto", "regulamin*", "warunk*", "polityk*", "umow*",
		"podmínk*", "podmienk*", "smlouv*", "zásad*", "termenii", "condițiile", "confidențialitate", "acordul", "όροι", "όρους", "απορρήτου", "συμφωνία", "koşul*", "sözleşme*", "gizlilik", "điều khoản", "thỏa thuận", "quyền riêng tư", "ข้อตกลง", "ข้อกำหนด", "ความเป็นส่วนตัว", "ketentuan", "perjanjian", "privasi", "規約", "プライバシー", "約款", "약관", "개인정보", "شروط", "الشروط", "اتفاقية", "سياسة", "الخصوصية",
	}
	// adWords are what else a box may agree to.
	adWords = []string{
		"newsletter*", "marketing", "offers", "promotion*", "promo*", "advert*", "ads", "news", "updates", "personali*", "remember", "keep me", "stay signed", "营销", "推广", "广告", "订阅", "优惠", "行銷", "廣告", "реклам*", "рассыл*", "новост*", "розсил*", "publicidad*", "ofertas", "boletín", "novidades", "publicité", "offres", "actualités", "werbung", "angebote", "offerte", "pubblicità", "reklam*", "novinky", "ofert*", "publicitate", "διαφημ*", "quảng cáo", "โฆษณา", "ข่าวสาร", "iklan", "広告", "お知らせメール", "お知らせを受け", "광고", "마케팅", "إعلان*", "تسويق*",
	}
)

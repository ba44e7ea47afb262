package pages

// Words that refuse what a banner offers, and words that only close or put off. None of them
// agrees to anything.
var (
	refuseWords = []string{
		"Reject all", "Reject", "Decline", "Decline all", "Refuse", "Refuse all", "Only necessary", "Necessary only", "Only essential", "Essential only",
		"Use necessary cookies only", "Accept only necessary", "Continue without accepting", "Do not accept", "拒绝", "全部拒绝", "仅必要", "仅接受必要", "拒絕", "全部拒絕", "Отклонить",
		"Отклонить все", "Только необходимые", "Відхилити", "Відхилити всі", "Лише необхідні", "Отхвърляне", "Отхвърли всички", "Rechazar", "Rechazar todo", "Rechazar todas",
		"Solo necesarias", "Rejeitar", "Rejeitar tudo", "Recusar", "Apenas necessários", "Refuser", "Tout refuser", "Continuer sans accepter", "Ablehnen", "Alle ablehnen",
		"Nur notwendige", "Nur erforderliche", "Rifiuta", "Rifiuta tutto", "Solo necessari", "Odrzuć", "Odrzuć wszystkie", "Tylko niezbędne", "Odmítnout", "Odmítnout vše",
		"Pouze nezbytné", "Odmietnuť", "Odmietnuť všetko", "Iba nevyhnutné", "Respinge", "Respinge tot", "Refuză", "Απόρριψη", "Απόρριψη όλων", "Reddet", "Tümünü reddet",
		"Từ chối", "Từ chối tất cả", "ปฏิเสธ", "ปฏิเสธทั้งหมด", "Tolak", "Tolak semua", "拒否", "すべて拒否", "거부", "모두 거부", "رفض", "رفض الكل",
	}
	closeWords = []string{
		"No thanks", "No, thanks", "Maybe later", "Remind me later", "×", "✕", "✖", "⨯", "Close", "Skip", "Skip for now", "Skip this step", "Not now", "Later", "Not yet",
		"Close dialog", "Dismiss", "Got it", "跳过", "暂时跳过", "稍后", "以后再说", "稍后提醒我", "稍后再说", "暂时不要", "暂不", "下次再说", "关闭", "知道了", "忽略", "我知道了", "明白了", "跳過", "略過", "現在不要", "以後再說",
		"稍後", "稍後再說", "暫時不要", "關閉", "Пропустить", "Пропустить сейчас", "Позже", "Не сейчас", "Напомнить позже", "Потом", "Закрыть", "Закрыть окно", "Понятно", "Отклонить",
		"Скрыть", "Понял", "Пропустити", "Пропустити цей крок", "Пізніше", "Не зараз", "Нагадати пізніше", "Можливо, пізніше", "Потім", "Закрити", "Закрити вікно",
		"Зрозуміло", "Сховати", "Відкинути", "Відхилити", "Пропускане", "Пропусни", "Не сега", "По-късно", "Напомняне по-късно", "Може би по-късно", "Затваряне",
		"Затвори", "Отхвърляне", "Разбрано", "Разбрах", "Добре, разбрах", "Скриване", "Omitir", "Saltar", "Omitir por ahora", "Omitir este paso", "Más tarde", "Ahora no",
		"Tal vez más tarde", "Recordármelo más tarde", "Quizás más tarde", "Luego", "Cerrar", "Cierra", "Entendido", "Descartar", "Ignorar", "Lo tengo", "Pular", "Agora não",
		"Mais tarde", "Depois", "Talvez mais tarde", "Lembrar mais tarde", "Fechar", "Encerrar", "Dispensar", "Entendi", "Ok, entendi", "Passer", "Ignorer",
		"Passer pour l'instant", "Ignorer cette étape", "Plus tard", "Pas maintenant", "Peut-être plus tard", "Me le rappeler plus tard", "Fermer", "Fermez", "Compris",
		"Überspringen", "Vorerst überspringen", "Später", "Jetzt nicht", "Nicht jetzt", "Später erinnern", "Vielleicht später", "Schließen", "Schliessen", "Verstanden",
		"Verwerfen", "Ausblenden", "Salta", "Ignora", "Salta per ora", "Salta questo passaggio", "Più tardi", "Non adesso", "Non ora", "Magari più tardi",
		"Ricordamelo più tardi", "Chiudi", "Chiudere", "Capito", "Ho capito", "Pomiń", "Pomiń na razie", "Nie teraz", "Później", "Może później", "Przypomnij później",
		"Zamknij", "Zamknąć", "Rozumiem", "Odrzuć", "Přeskočit", "Přeskočit tento krok", "Prozatím přeskočit", "Později", "Teď ne", "Nyní ne", "Možná později",
		"Připomenout později", "Zavřít", "Zavření", "Rozumím", "Skrýt", "Zamítnout", "Preskočiť", "Zatiaľ preskočiť", "Neskôr", "Teraz nie", "Možno neskôr",
		"Pripomenúť neskôr", "Zavrieť", "Zatvoriť", "Odmietnuť", "Skryť", "Omite", "Sari peste", "Sari", "Omiteți", "Ignoră", "Nu acum", "Mai târziu",
		"Poate mai târziu", "Amintește-mi mai târziu", "Închide", "Închidere", "Închideți", "Închideţi", "Am înțeles", "Respinge", "Am înţeles", "OK, am înțeles", "Renunță",
		"Παράλειψη", "Παράβλεψη", "Αργότερα", "Όχι τώρα", "Ίσως αργότερα", "Υπενθύμιση αργότερα", "Κλείσιμο", "Κλείστε", "Απόρριψη", "Το κατάλαβα", "Κατάλαβα", "Απόκρυψη",
		"Αποδέσμευση", "OK, το κατάλαβα", "Atla", "Geç", "Bu adımı atla", "Şimdi değil", "Daha sonra", "Sonra", "Belki daha sonra", "Kapat", "Kapatın", "Anladım",
		"Yoksay", "Bỏ qua", "Bỏ qua bước này", "Để sau", "Không phải bây giờ", "Nhắc tôi sau", "Lúc khác", "Bỏ qua lúc này", "Đóng", "Đóng lại", "Đã hiểu", "Hiểu rồi", "ข้าม",
		"ข้ามไปก่อน", "ข้ามขั้นตอนนี้", "ไม่ใช่ตอนนี้", "ภายหลัง", "เตือนฉันภายหลัง", "ไว้คราวหลัง", "ไว้ทีหลัง", "ยังไม่ใช่ตอนนี้", "ปิด", "ปิดหน้าต่าง", "รับทราบ",
		"ตกลง เข้าใจแล้ว", "เข้าใจแล้ว", "Lewati", "Lewat", "Lewati untuk saat ini", "Nanti", "Jangan sekarang", "Mungkin nanti", "Ingatkan saya nanti", "Lain kali",
		"Nanti saja", "Tutup", "Menutup", "Mengerti", "Abaikan", "Paham", "スキップ", "この手順をスキップ", "後で", "後で通知", "今はしない", "あとで", "今はスキップ", "後にする", "閉じる", "とじる", "了解", "건너뛰기",
		"지금은 건너뛰기", "이 단계 건너뛰기", "나중에", "나중에 알림", "나중에 하기", "지금 안 함", "다음에", "지금은 안 함", "닫기", "창 닫기", "알겠습니다", "무시", "تخطي", "تجاوز", "تخطّي", "ليس الآن", "لاحقًا",
		"لاحقا", "ذكّرني لاحقًا", "ربما لاحقًا", "إغلاق", "أغلق", "فهمت", "ارفض", "تجاهل", "رفض",
	}
	// protectedWords stand in what is never closed unread: it is about what the run is there for.
	protectedWords = []string{
		"delete", "deletion", "deleted", "remove", "erase", "sign out", "signed out", "find device", "find my device", "verification", "verify",
		"删除", "刪除", "注销", "註銷", "移除", "查找", "验证", "驗證", "удал*", "поиск устройства", "видал*", "пошук пристрою", "изтри*", "elimin*", "borrar", "suppr*", "exclu*", "apagar",
		"lösch*", "entfern*", "cancell*", "rimuov*", "usuń", "usuw*", "usun*", "smaz*", "odstran*", "odstráni*", "zmaz*", "șterg*", "elimină", "διαγραφ*", "κατάργηση", "silme*", "silin*", "sil", "kaldır*",
		"xóa", "ลบ", "hapus", "削除", "삭제", "제거", "حذف", "إزالة", "code", "код", "código", "kod", "kód",
	}
)

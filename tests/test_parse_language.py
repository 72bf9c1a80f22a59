"""Finding the language of an article that does not say it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import LineKind, Raw
from publisher.parse import ParseOptions, parse_article
from publisher.parse.language import detect_language
from tests.patience import ends_within

CONTENT = Path(__file__).parent.parent / "content"
# A small story, told in each language for this test.
STORIES = {
    "en": "When we came down to the harbour in the morning, the boats were already out, and there was nobody who could "
    "tell us what had happened to the lighthouse in the night.",
    "de": "Als wir am Morgen zum Hafen kamen, waren die Boote schon draußen, und es war niemand da, der uns sagen "
    "konnte, was in der Nacht mit dem Leuchtturm geschehen war.",
    "fr": "Quand nous sommes arrivés au port le matin, les bateaux étaient déjà partis, et il n’y avait personne pour "
    "nous dire ce qui était arrivé au phare pendant la nuit.",
    "es": "Cuando llegamos al puerto por la mañana, los barcos ya habían salido y no había nadie que nos pudiera decir "
    "lo que le había pasado al faro durante la noche.",
    "pt": "Quando chegamos ao porto de manhã, os barcos já tinham saído e não havia ninguém que nos pudesse dizer o "
    "que tinha acontecido com o farol durante a noite.",
    "it": "Quando siamo arrivati al porto la mattina, le barche erano già uscite e non c’era nessuno che ci potesse "
    "dire che cosa era successo al faro durante la notte.",
    "nl": "Toen we in de ochtend bij de haven kwamen, waren de boten al uitgevaren en er was niemand die ons kon "
    "zeggen wat er in de nacht met de vuurtoren was gebeurd.",
    "ca": "Quan vam arribar al port al matí, les barques ja havien sortit i no hi havia ningú que ens pogués dir què "
    "havia passat amb el far durant la nit, però tot semblava tranquil.",
    "pl": "Kiedy rano przyszliśmy do portu, łodzie już wypłynęły i nie było nikogo, kto by nam powiedział, co się w "
    "nocy stało z latarnią, ale to nie jest ważne, bo już po wszystkim.",
    "cs": "Když jsme ráno přišli do přístavu, lodě už byly na moři a nebyl tam nikdo, kdo by nám řekl, co se v noci "
    "stalo s majákem, ale to není tak důležité, protože už je po všem a můžeme jít.",
    "hu": "Amikor reggel a kikötőhöz értünk, a hajók már kint voltak, és nem volt ott senki, aki meg tudta volna "
    "mondani, hogy mi történt az éjszaka a világítótoronnyal, de ez már nem is fontos.",
    "fi": "Kun me tulimme aamulla satamaan, veneet olivat jo lähteneet, eikä siellä ollut ketään, joka olisi voinut "
    "kertoa, mitä majakalle oli yöllä tapahtunut, mutta se ei ole niin tärkeää, ja hän on jo siellä.",
    "sv": "När vi kom till hamnen på morgonen var båtarna redan ute, och det fanns ingen som kunde säga oss vad som "
    "hade hänt med fyren under natten.",
    "da": "Da vi kom til havnen om morgenen, var bådene allerede ude, og der var ikke nogen, som kunne fortælle os, "
    "hvad der var sket med fyret om natten, efter at det blev mørkt.",
    "tr": "Sabah limana geldiğimizde tekneler çoktan çıkmıştı ve gece deniz fenerine ne olduğunu bize söyleyecek hiç "
    "kimse yoktu, ama bu çok önemli değil, daha sonra bir şey olarak ben de gördüm.",
    "vi": "Khi chúng tôi đến bến cảng vào buổi sáng, các con thuyền đã ra khơi và không có một người nào có thể cho "
    "chúng tôi biết điều gì đã xảy ra với ngọn hải đăng trong đêm.",
    "id": "Ketika kami tiba di pelabuhan pada pagi hari, perahu-perahu sudah pergi dan tidak ada orang yang bisa "
    "mengatakan kepada kami apa yang telah terjadi dengan mercusuar itu karena dia sudah tidak ada.",
    "ru": "Когда утром мы пришли в гавань, лодки уже вышли в море, и не было никого, кто мог бы сказать нам, что "
    "случилось ночью с маяком, но это уже было не так важно.",
    "uk": "Коли вранці ми прийшли до гавані, човни вже вийшли в море, і не було нікого, хто міг би сказати нам, що "
    "сталося вночі з маяком, але це вже було не так важливо, як і те, що він є.",
    "bg": "Когато сутринта стигнахме до пристанището, лодките вече бяха излезли и нямаше никой, който да ни каже какво "
    "се е случило с фара през нощта, но това не е най-важното, което ще си спомняме.",
    "ar": "عندما وصلنا إلى الميناء في الصباح كانت القوارب قد خرجت، ولم يكن هناك من يخبرنا عن ما حدث في الليل على "
    "المنارة التي كان كل الناس مع ذلك يعرفون أن هذا قد يحدث.",
    "fa": "وقتی که صبح به بندر رسیدیم، قایق‌ها رفته بودند و کسی نبود که به ما بگوید شب برای فانوس دریایی چه اتفاقی "
    "افتاده است، اما این را هر کس باید از خود بپرسد که آن با او چه کرد.",
    "he": "כשהגענו אל הנמל בבוקר, הסירות כבר יצאו, ולא היה אדם שיכול לומר לנו מה קרה למגדלור בלילה, אבל זה לא כל כך "
    "חשוב, כי הוא עם כל זה גם היה של כל אדם או של אף אחד.",
    "hi": "जब हम सुबह बंदरगाह पर पहुँचे तो नावें जा चुकी थीं और वहाँ कोई नहीं था जो हमें बता सके कि रात में "
    "प्रकाशस्तंभ का क्या हुआ, लेकिन यह भी एक बात है कि इस के लिए हम को आना था।",
    "ja": "朝、港に着くと、船はもう沖へ出ていて、夜のあいだに灯台に何があったのかを話してくれる人は、ひとりもいなかった"
    "。",
    "zh": "早上我们到达港口的时候，船都已经出海了，没有一个人能告诉我们夜里灯塔发生了什么事情，不过这已经不重要了。",
    "ko": "아침에 우리가 항구에 도착했을 때 배들은 이미 떠났고, 밤사이에 등대에 무슨 일이 있었는지 말해 줄 사람은 "
    "아무도 없었다.",
    "el": "Όταν φτάσαμε το πρωί στο λιμάνι, οι βάρκες είχαν ήδη φύγει και δεν υπήρχε κανείς να μας πει τι είχε συμβεί.",
    "th": "เมื่อเรามาถึงท่าเรือในตอนเช้า เรือทั้งหมดก็ออกไปแล้ว และไม่มีใครบอกเราได้ว่าเกิดอะไรขึ้นกับประภาคารในตอนกลางคืน",
    "ka": "როცა დილით ნავსადგურში მივედით, ნავები უკვე გასული იყო და არავინ იყო, ვინც გვეტყოდა, რა მოხდა ღამით.",
}


@pytest.mark.parametrize("language", STORIES)
def test_language_is_found(language: str) -> None:
    """A long sentence is enough."""
    assert detect_language(STORIES[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rain",
        "   \n",
        "12 345 · 67,8 % — 9/10",
        "Ada Lovelace, Charles Babbage, Mary Somerville, Grace Hopper, Alan Turing, Emmy Noether, Kurt Gödel, " * 3,
        "for i in range(n): a[i] = b[i] + c[i]; print(a[i], end=' ')\nif x < y: return x\nwhile z: z -= 1\n" * 5,
        STORIES["en"] + STORIES["fr"],
        STORIES["ru"] + STORIES["el"],
        "ᚠᚢᚦᚨᚱᚲ " * 40,
    ],
    ids=["empty", "word", "space", "numbers", "names", "code", "two languages", "two scripts", "unknown script"],
)
def test_no_language_where_there_is_none(text: str) -> None:
    """Too little text, no sentences, or two languages at once: nothing is said."""
    assert detect_language(text) == ""


def test_foreign_names_do_not_count() -> None:
    """A Japanese article about programs with Latin names is Japanese."""
    assert detect_language(STORIES["ja"] + "PostgreSQL、SQLite、Python、JavaScript") == "ja"


@pytest.mark.parametrize("name", sorted(path.name for path in CONTENT.iterdir() if path.suffix in {".txt", ".md"}))
def test_the_samples_are_in_the_language_that_they_say(name: str) -> None:
    """Without what the samples say of their language, the same is found in their words."""
    said = parse_article(Raw(name=name, data=(CONTENT / name).read_bytes()), ParseOptions())
    text = "\n".join(block.text for block in said.blocks)

    assert detect_language(text) == (said.metadata.language or "en")


def test_what_an_article_says_is_believed() -> None:
    """Front matter, then the page's own word, then the words; where none decides it stays open."""
    story = STORIES["de"]
    cases = {
        "a.md": (f"---\nlang: nds\n---\n# Hafen\n\n{story}\n", "nds"),
        "b.html": (f"<html lang=gsw><body><article><h1>Hafen</h1><p>{story}</p></article></body></html>", "gsw"),
        "c.txt": (f"Hafen\n\n{story}\n", "de"),
        "d.txt": ("Hafen\n\nAm Morgen.\n", ""),
    }
    for name, (text, language) in cases.items():
        assert parse_article(Raw(name=name, data=text.encode()), ParseOptions()).metadata.language == language


def test_the_reason_is_given() -> None:
    """`publisher split --explain` names the language that was found, and no other."""
    found = parse_article(Raw(name="a.txt", data=f"Hafen\n\n{STORIES['de']}\n".encode()), ParseOptions())
    said = parse_article(
        Raw(name="a.txt", data=f"---\nlang: de\n---\nHafen\n\n{STORIES['de']}\n".encode()), ParseOptions()
    )

    notes = [note.text for note in found.notes if note.kind is LineKind.METADATA and "language" in note.reason]
    assert notes == ["de"]
    assert not any("language" in note.reason for note in said.notes)


@given(text=st.text() | st.lists(st.sampled_from(sorted(STORIES.values())), max_size=4).map(" ".join))
def test_white_space_changes_nothing(text: str) -> None:
    """Any text has one language or none; more white space between its words never changes which."""
    language = detect_language(text)

    assert detect_language(text) == language
    assert detect_language(f"\n {'   '.join(text.split())}\t") == language
    assert language == "" or (language.isascii() and language.islower() and 2 <= len(language) <= 3)


def test_a_large_article_takes_little_time() -> None:
    """Only the beginning and some of the middle is read."""
    text = "\n".join(STORIES["en"] for _ in range(60_000))
    detect_language(STORIES["en"])

    assert ends_within(2, lambda: detect_language(text)) == "en"
